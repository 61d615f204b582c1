namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>What an OK packet says of the session, one entry behind the other.</summary>
internal static class Trackers
{
    public static byte[] All(params byte[][] entries) => [.. entries.SelectMany(entry => entry)];

    public static byte[] Variable(string name, string value) =>
        Entry(0, new PacketBuilder().Text(name).Text(value).ToArray());

    /// <summary>Several variables in one entry.</summary>
    public static byte[] Variables(params (string Name, string Value)[] variables)
    {
        var data = new PacketBuilder();
        foreach (var (name, value) in variables)
        {
            data.Text(name).Text(value);
        }

        return Entry(0, data.ToArray());
    }

    public static byte[] Schema(string name) => Entry(1, new PacketBuilder().Text(name).ToArray());

    public static byte[] StateChange { get; } = Entry(2, new PacketBuilder().Text("1").ToArray());

    public static byte[] Gtids(string set) => Entry(3, new PacketBuilder().Byte(0).Text(set).ToArray());

    public static byte[] TransactionCharacteristics(string sql) => Entry(4, new PacketBuilder().Text(sql).ToArray());

    public static byte[] TransactionState(string state) => Entry(5, new PacketBuilder().Text(state).ToArray());

    public static byte[] Entry(byte type, params byte[] data) => new PacketBuilder().Byte(type).Blob(data).ToArray();
}
