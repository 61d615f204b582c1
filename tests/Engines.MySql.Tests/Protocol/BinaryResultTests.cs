using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;

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
}
