using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>Results of prepared statements.</summary>
[Collection(nameof(Alone))]
public sealed class BinaryResultTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadRow_BinaryRows_AreInTextForm(bool eof)
    {
        byte[][] end = eof ? [Packets.Eof()] : [];
        await using var server = FakeServer.StartBehindLogin(
            async session =>
            {
                Assert.Equal((byte)0x16, (await session.ReadCommandAsync())[0]);
                await session.WriteAsync(
                [
                    Packets.PrepareOk(2, 1, id: 0xFFFF_FFFE), Rows.Column("?"), .. end,
                    Rows.Column("a"), Rows.Column("b"), .. end,
                ]);
                Assert.Equal([0x17, 0xFE, 0xFF, 0xFF, 0xFF], (await session.ReadCommandAsync())[..5]);
                await session.WriteAsync(
                [
                    Rows.ColumnCount(2), Rows.Column("a", ColumnType.Long), Rows.Column("b"), .. end,
                    Rows.Binary([0xFE, 0xFF, 0xFF, 0xFF], Rows.BinaryText("ä")),
                    Rows.Binary(null, Rows.BinaryText("")),
                    Rows.Binary([1, 0, 0, 0], null),
                    eof ? Packets.Eof() : Packets.End(),
                ]);
            },
            Handshake.MySqlWith(eof));
        await using var connection = await Client.ConnectAsync(server.Target);

        var answer = Assert.Single(await connection.AskPreparedAsync(
            "select ?", [new BoundParameter { Type = ParameterType.Int64, Bits = 1 }]));

        Assert.Equal([["-2", "ä"], [null, ""], ["1", null]], answer.Rows);
        Assert.True(connection.IsIdle);
    }

    [Fact]
    public async Task ReadRow_BinaryRowOfManyColumns_FindsEachNull()
    {
        var values = Enumerable.Range(0, 21).Select(n => n % 3 == 0 ? null : $"{n}").ToArray();
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            await session.WriteAsync(
                [Packets.PrepareOk(21, 0), .. Enumerable.Repeat(Rows.Column("a"), 21)]);
            await session.ReadCommandAsync();
            await session.WriteAsync(
            [
                Rows.ColumnCount(21), .. Enumerable.Repeat(Rows.Column("a"), 21),
                Rows.Binary([.. values.Select(value => value is null ? null : Rows.BinaryText(value))]), Packets.End(),
            ]);
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        var answer = Assert.Single(await connection.AskPreparedAsync("select", []));

        Assert.Equal(values, Assert.Single(answer.Rows));
    }

    /// <summary>A table may be altered between two runs of a statement.</summary>
    [Fact]
    public Task ReadReply_ColumnsThatChange_AreAsTheServerDescribesThemEachTime()
    {
        ServerColumn[] pool =
        [
            new("a", ColumnType.VarString, ColumnFlags.None, 255, 1024, 0),
            new("a", ColumnType.Blob, ColumnFlags.Binary, 63, 1024, 0),
            new("b", ColumnType.VarString, ColumnFlags.None, 255, 1024, 0),
            new("bb", ColumnType.VarString, ColumnFlags.NotNull, 255, 99, 31),
        ];
        var runs =
            from count in Gen.Choose(1, 6)
            from columns in Gen.Choose(1, 4).SelectMany(length => Gen.Elements(pool).ArrayOf(length)).ArrayOf(count)
            select columns;
        return Prop.ForAll(runs.ToArbitrary(), CheckAsync).HoldsAsync(200);

        static async Task CheckAsync(ServerColumn[][] runs)
        {
            await using var server = FakeServer.StartBehindLogin(async session =>
            {
                await session.AnswerAsync(Packets.PrepareOk(1, 0), Rows.Column("a"));
                foreach (var columns in runs)
                {
                    await session.AnswerAsync(
                    [
                        Rows.ColumnCount((ulong)columns.Length),
                        .. columns.Select(c => Rows.Column(c.Name, c.Type, c.Flags, c.Collation, c.Length, c.Decimals)),
                        Rows.Binary([.. columns.Select(c => Rows.BinaryText(c.Name))]),
                        Packets.End(),
                    ]);
                }
            });
            await using var connection = await Client.ConnectAsync(server.Target);
            foreach (var columns in runs)
            {
                var answer = Assert.Single(await connection.AskPreparedAsync("select", []));
                Assert.Equal(columns, answer.Header.Columns);
                Assert.Equal(columns.Select(c => c.Name), Assert.Single(answer.Rows));
            }
        }
    }
}
