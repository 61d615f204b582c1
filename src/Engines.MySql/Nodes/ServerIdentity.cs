using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>What stays the same for as long as one connection to a server lives.</summary>
/// <param name="Server">What tells the server from others, in the family's notation.</param>
/// <param name="Incarnation">The life of the server.</param>
/// <param name="Version">As the server announced it.</param>
internal sealed record ServerIdentity(string Server, ServerIncarnation Incarnation, string Version)
{
    /// <summary>The identity of a server that started at a moment of its own clock.</summary>
    public static ServerIdentity Create(string server, string startedAt, string version) =>
        new(server, new ServerIncarnation(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{server}/{startedAt}")))), version);
}
