using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>What stays the same for as long as one connection to a server lives.</summary>
/// <param name="Server">What tells the server from others, in the family's notation.</param>
/// <param name="Incarnation">The life of the server.</param>
/// <param name="Version">As the server announced it.</param>
/// <remarks>
/// A life begins when the server starts, and it tells that to the second. The clock sequence of its UUIDs, which it rolls
/// anew at every start (and when its clock was set back, which at worst makes two lives of one), tells apart what began
/// within one second.
/// </remarks>
internal sealed record ServerIdentity(string Server, ServerIncarnation Incarnation, string Version)
{
    /// <summary>The identity of a server in the life that <paramref name="start"/> marks.</summary>
    public static ServerIdentity Create(string server, string start, string version)
    {
        var life = SHA256.HashData(Encoding.UTF8.GetBytes($"{server}/{start}"));
        return new ServerIdentity(server, new ServerIncarnation(BinaryPrimitives.ReadUInt64BigEndian(life)), version);
    }
}
