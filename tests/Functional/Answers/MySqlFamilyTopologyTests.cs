namespace CausalGateway.Functional.Answers;

/// <summary>On MySQL and MariaDB.</summary>
public abstract class MySqlFamilyTopologyTests(SharedGateway shared) : TopologyTests(shared)
{
    private protected override string Warning => "sync_binlog";

    /// <summary>Whether that is the version and the comment of a server that these tests are about.</summary>
    private protected abstract bool IsExpected(string version, string comment);

    [Theory]
    [InlineData("primary")]
    [InlineData("replica")]
    public async Task Query_Version_IsThatOfTheServersThatTheTestsAreAbout(string target)
    {
        var answer = await QueryAsync(new { sql = "select @@version as version, @@version_comment as comment", target });

        Assert.True(answer.IsSuccess, answer.Body);
        Assert.True(IsExpected((string)answer.Value("version")!, (string)answer.Value("comment")!), answer.Body);
    }
}
