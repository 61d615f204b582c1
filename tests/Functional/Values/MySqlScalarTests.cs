namespace CausalGateway.Functional.Values;

/// <summary>What only MySQL has.</summary>
public sealed class MySqlScalarTests(MySqlGateway shared) : MySqlFamilyScalarTests(shared)
{
    [Fact]
    public async Task Query_Vector_IsBase64() =>
        await AssertAsync("vector(2)", "to_vector('[1,2]')", "vector", "\"AACAPwAAAEA=\"");

    [Fact]
    public async Task Query_PartOfJson_IsJson()
    {
        var answer = await SucceedAsync("""select json_extract('{"a": {"b": [1, 2]}}', '$.a') as v""");

        Assert.Equal("json", TypeOf(answer));
        Assert.Equal("""{"b":[1,2]}""", Text(answer.Value("v")));
    }
}
