namespace CausalGateway.Engines.MySql.Protocol;

/// <summary>The first byte of a command (protocol documentation, "Command Phase").</summary>
internal static class CommandCode
{
    public const byte Quit = 0x01;
    public const byte UseDatabase = 0x02;
    public const byte Query = 0x03;
    public const byte Ping = 0x0e;
    public const byte Prepare = 0x16;
    public const byte Execute = 0x17;
    public const byte CloseStatement = 0x19;
    public const byte ResetConnection = 0x1f;
}
