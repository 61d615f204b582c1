using CausalGateway.Engines.Postgres.Statements;
using Npgsql;
using NpgsqlTypes;

namespace CausalGateway.Engines.Postgres.Tests.Statements;

public sealed class ParameterTextTests
{
    [Theory]
    [InlineData("[]", "{}")]
    [InlineData("[1,-2.50,1e400]", "{\"1\",\"-2.50\",\"1e400\"}")]
    [InlineData("[null,\"NULL\",\"\"]", "{NULL,\"NULL\",\"\"}")]
    [InlineData("[true,false]", "{\"true\",\"false\"}")]
    [InlineData("[[1,2],[3,4]]", "{{\"1\",\"2\"},{\"3\",\"4\"}}")]
    [InlineData("[\"a\\\"b\\\\c\",\"{,}\"]", "{\"a\\\"b\\\\c\",\"{,}\"}")]
    [InlineData("[{\"a\": \"x\"}]", "{\"{\\\"a\\\": \\\"x\\\"}\"}")]
    [InlineData("[\"\\u00e9\\ud83d\\ude00\"]", "{\"é😀\"}")]
    public void AddTo_JsonArrayForAnArray_IsAnArrayLiteral(string json, string literal) =>
        Assert.Equal(literal, ValueOf(new StatementParameter(json, ParameterKind.JsonArray, "text[]")));

    [Theory]
    [InlineData("12345678901234567890.10", ParameterKind.Number, null)]
    [InlineData("true", ParameterKind.Boolean, null)]
    [InlineData("{1,2}", ParameterKind.Text, "int8[]")]
    [InlineData("[1,2]", ParameterKind.JsonArray, null)]
    [InlineData("[1,2]", ParameterKind.JsonArray, "jsonb")]
    [InlineData("{\"a\":1}", ParameterKind.JsonObject, "jsonb")]
    public void AddTo_AnythingElse_IsTheClientsText(string text, ParameterKind kind, string? type) =>
        Assert.Equal(text, ValueOf(new StatementParameter(text, kind, type)));

    [Fact]
    public void AddTo_Null_IsNull() => Assert.Equal(DBNull.Value, ValueOf(new StatementParameter(null, ParameterKind.Null)));

    [Theory]
    [InlineData("a\0b", ParameterKind.Text, null)]
    [InlineData("[\"a\\u0000b\"]", ParameterKind.JsonArray, "text[]")]
    [InlineData("a<half>b", ParameterKind.Text, null)]
    [InlineData("[\"\\ud800\"]", ParameterKind.JsonArray, "text[]")]
    [InlineData("<half>", ParameterKind.Text, "text")]
    public void AddTo_TextThatTheServerCannotTake_IsRefused(string text, ParameterKind kind, string? type) =>
        Assert.Equal(
            EngineErrorKind.InvalidParameter,
            Assert.Throws<EngineException>(() => ValueOf(new StatementParameter(Unpaired.In(text), kind, type))).Kind);

    [Fact]
    public void AddTo_ArrayDeeperThanAnyOfTheServers_IsRefused()
    {
        var deep = new string('[', 100) + new string(']', 100);
        var error = Assert.Throws<EngineException>(
            () => ValueOf(new StatementParameter(deep, ParameterKind.JsonArray, "int8[]")));
        Assert.Equal(EngineErrorKind.InvalidParameter, error.Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void AddTo_WrongCount_IsRefused(int count)
    {
        var request = Sql.Read("select $1").With([.. Enumerable.Repeat(new StatementParameter("a", ParameterKind.Text), count)]);
        var error = Assert.Throws<EngineException>(() => ParameterText.AddTo(new NpgsqlBatchCommand(request.Sql), request));
        Assert.Equal(
            (EngineErrorKind.InvalidParameter, $"The statement takes 1 parameters, {count} were given."),
            (error.Kind, error.Message));
    }

    private static object? ValueOf(StatementParameter parameter)
    {
        var command = new NpgsqlBatchCommand("select $1");
        ParameterText.AddTo(command, Sql.Read("select $1").With(parameter));
        Assert.Equal(NpgsqlDbType.Unknown, command.Parameters[0].NpgsqlDbType);
        return command.Parameters[0].Value;
    }
}
