using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Tests.Fakes;

namespace CausalGateway.Gateway.Tests.Sessions;

/// <summary>What a session depends on after an answer.</summary>
public sealed class SessionStageTests
{
    private static readonly ServerIncarnation Primary = new(1);
    private static readonly ServerIncarnation Replica = new(2);

    [Fact]
    public async Task RecordWriteAsync_ManySparseWrites_AreJoinedByWhatThePrimaryHas()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(Enumerable.Range(1, 40))), ("r", ScriptedNode.Replica(1)));

        var after = await WriteAsync(cluster, new CausalDependency(Odd(39), null, Primary), 42);

        Assert.Equal(new IntegerSet([.. Enumerable.Range(1, 40), 42]), after.Position);
        Assert.Equal(Primary, after.Witness);
    }

    [Fact]
    public async Task RecordWriteAsync_FewSparseWrites_StayWhatTheyAre()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(Enumerable.Range(1, 40))), ("r", ScriptedNode.Replica(1)));

        var after = await WriteAsync(cluster, new CausalDependency(Odd(9)), 42);

        Assert.Equal(new IntegerSet([1, 3, 5, 7, 9, 42]), after.Position);
    }

    [Fact]
    public async Task RecordReadAsync_ManyPiecesOnAReplica_AreNoLongerTheReplicasToWitness()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(Enumerable.Range(1, 40))), ("r", ScriptedNode.Replica(1)));
        var query = cluster.Query(new CausalDependency(Odd(37)));

        var answer = await cluster.Sessions.RecordReadAsync(query, Odd(39), Replica);

        var after = cluster.Sessions.ReadAccepted(query, answer.Bookmark!)!;
        Assert.Equal(new IntegerSet(Enumerable.Range(1, 40)), after.Position);
        Assert.False(after.Witness.IsKnown);
    }

    [Fact]
    public async Task RecordReadAsync_ReplicaShowsWhatTheWitnessStillHid_TheWitnessIsOneNoLonger()
    {
        // When the primary answered, 6 was under way: part of the position, and not of what was shown.
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(Enumerable.Range(1, 5))), ("r", ScriptedNode.Replica(1)));

        var after = await ReadAsync(cluster, new CausalDependency(UpTo(6), null, Primary), UpTo(6), Replica);

        Assert.Equal(new CausalDependency(UpTo(6), null, Replica), after);
    }

    [Fact]
    public async Task RecordReadAsync_ReplicaShowsWhatTheWitnessHasToo_TheWitnessStays()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(Enumerable.Range(1, 6))), ("r", ScriptedNode.Replica(1)));

        var after = await ReadAsync(cluster, new CausalDependency(UpTo(6), null, Primary), UpTo(6), Replica);

        Assert.Equal(Primary, after.Witness);
    }

    [Fact]
    public async Task RecordReadAsync_WitnessAnswersAgain_StaysTheWitness()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(Enumerable.Range(1, 5))), ("r", ScriptedNode.Replica(1)));

        var after = await ReadAsync(cluster, new CausalDependency(UpTo(6), null, Primary), UpTo(6), Primary);

        Assert.Equal(Primary, after.Witness);
    }

    [Fact]
    public async Task RecordReadAsync_UnprovedServerWithinThePosition_NobodyIsTheWitness()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(Enumerable.Range(1, 5))), ("r", ScriptedNode.Replica(1)));

        var after = await ReadAsync(
            cluster, new CausalDependency(UpTo(6), null, Primary), UpTo(6), Replica, ConsistencyLevel.Strong);

        Assert.False(after.Witness.IsKnown);
    }

    private static IntegerSet UpTo(int last) => new(Enumerable.Range(1, last));

    private static async Task<CausalDependency> ReadAsync(
        ScriptedCluster cluster, CausalDependency before, IntegerSet shown, ServerIncarnation by,
        ConsistencyLevel level = ConsistencyLevel.Session)
    {
        var query = cluster.Query(before, level: level);
        var answer = await cluster.Sessions.RecordReadAsync(query, shown, by);
        return cluster.Sessions.ReadAccepted(query, answer.Bookmark!)!;
    }

    private static IntegerSet Odd(int last) => new(Enumerable.Range(1, last).Where(number => number % 2 == 1));

    private static async Task<CausalDependency> WriteAsync(ScriptedCluster cluster, CausalDependency before, int written)
    {
        var query = cluster.Query(before, StatementKind.Write);
        var answer = await cluster.Sessions.RecordWriteAsync(query, new ExecutionResult
        {
            Command = "INSERT",
            RowCount = 1,
            Incarnation = Primary,
            Position = new IntegerSet(written),
        });
        return cluster.Sessions.ReadAccepted(query, answer.Bookmark!)!;
    }
}
