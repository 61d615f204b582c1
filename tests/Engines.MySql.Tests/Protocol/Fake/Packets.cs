namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>The packets that answer a login or a command.</summary>
internal static class Packets
{
    /// <summary>OK, or with <paramref name="header"/> 0xFE what ends rows without EOF packets.</summary>
    public static byte[] Ok(
        ulong affectedRows = 0,
        ulong lastInsertId = 0,
        StatusFlags status = StatusFlags.AutoCommit,
        int warnings = 0,
        byte[]? trackers = null,
        string? info = null,
        byte header = 0)
    {
        var packet = new PacketBuilder()
            .Byte(header)
            .LengthEncoded(affectedRows)
            .LengthEncoded(lastInsertId)
            .Int2((int)(trackers is null ? status : status | StatusFlags.SessionStateChanged))
            .Int2(warnings);
        if (info is not null || trackers is not null)
        {
            packet.Text(info ?? "");
        }

        return (trackers is null ? packet : packet.Blob(trackers)).ToArray();
    }

    /// <summary>The OK packet at the end of rows, for clients that do without EOF packets.</summary>
    public static byte[] End(StatusFlags status = StatusFlags.AutoCommit, int warnings = 0, byte[]? trackers = null) =>
        Ok(status: status, warnings: warnings, trackers: trackers, header: 0xFE);

    public static byte[] Eof(StatusFlags status = StatusFlags.AutoCommit, int warnings = 0) =>
        new PacketBuilder().Byte(0xFE).Int2(warnings).Int2((int)status).ToArray();

    public static byte[] Error(int number, string state, string message) =>
        new PacketBuilder().Byte(0xFF).Int2(number).Raw("#").Raw(state).Raw(message).ToArray();

    /// <summary>An error from before the capabilities are agreed on, which has no SQLSTATE.</summary>
    public static byte[] EarlyError(int number, string message) =>
        new PacketBuilder().Byte(0xFF).Int2(number).Raw(message).ToArray();

    public static byte[] AuthSwitch(string plugin, byte[] nonce) =>
        new PacketBuilder().Byte(0xFE).Terminated(plugin).Bytes(nonce).Byte(0).ToArray();

    /// <summary>The request of servers before 5.5 to use the method before 4.1.</summary>
    public static byte[] OldAuthSwitch { get; } = [0xFE];

    public static byte[] AuthMoreData(params ReadOnlySpan<byte> data) => new PacketBuilder().Byte(1).Bytes(data).ToArray();

    /// <summary>caching_sha2_password: the answer was right; OK follows.</summary>
    public static byte[] FastAuthDone { get; } = AuthMoreData(3);

    /// <summary>caching_sha2_password: the password itself is needed.</summary>
    public static byte[] FullAuthNeeded { get; } = AuthMoreData(4);

    public static byte[] LocalInfile(string file) => new PacketBuilder().Byte(0xFB).Raw(file).ToArray();

    public static byte[] PrepareOk(int columns, int parameters, uint id = 1) => new PacketBuilder()
        .Byte(0).Int4(id).Int2(columns).Int2(parameters).Byte(0).Int2(0).ToArray();
}
