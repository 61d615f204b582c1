using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>The text and binary forms of MariaDB positions.</summary>
/// <remarks>
/// Binary, version 1: a byte 0x21 (the high half tells MariaDB's form from MySQL's), then each component in order: how much
/// higher its domain is than that of the one before (the first: than 0); its server, less the least there can be (one more
/// than the server before in the same domain, else 0); its number less 1. Numbers are in groups of seven bits, the lowest
/// first. Only one sequence of bytes stands for a position.
/// </remarks>
internal sealed class MariaDbPositionCodec : IPositionCodec
{
    private const byte Version = 0x21;

    public bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ReplicationPosition? position)
    {
        position = MariaDbPosition.TryParse(text, out var parsed) ? parsed : null;
        return position is not null;
    }

    public bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ReplicationPosition? position)
    {
        position = null;
        var reader = new PositionBytesReader(bytes);
        if (!reader.TryReadByte(out var version) || version != Version)
        {
            return false;
        }

        var components = ImmutableArray.CreateBuilder<MariaDbGtid>();
        ulong domain = 0, leastServer = 0;
        while (!reader.IsAtEnd)
        {
            if (!reader.TryReadNumber(out var domainStep) || domainStep > uint.MaxValue - domain)
            {
                return false;
            }

            domain += domainStep;
            leastServer = domainStep == 0 ? leastServer : 0;
            if (leastServer > uint.MaxValue
                || !reader.TryReadNumber(out var serverStep) || serverStep > uint.MaxValue - leastServer
                || !reader.TryReadNumber(out var number) || number == ulong.MaxValue)
            {
                return false;
            }

            var server = leastServer + serverStep;
            components.Add(new MariaDbGtid((uint)domain, (uint)server, number + 1));
            leastServer = server + 1;
        }

        position = MariaDbPosition.FromSorted(components.DrainToImmutable());
        return true;
    }

    public void Write(ReplicationPosition position, IBufferWriter<byte> destination)
    {
        var writer = new PositionBytesWriter(destination);
        writer.WriteByte(Version);
        ulong domain = 0, leastServer = 0;
        foreach (var component in ((MariaDbPosition)position).Components)
        {
            leastServer = component.Domain == domain ? leastServer : 0;
            writer.WriteNumber(component.Domain - domain);
            writer.WriteNumber(component.Server - leastServer);
            writer.WriteNumber(component.Number - 1);
            (domain, leastServer) = (component.Domain, component.Server + 1UL);
        }
    }
}
