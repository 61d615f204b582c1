using System.Text;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol.Packets;

/// <summary>Reads OK packets with their session trackers (protocol documentation, "OK_Packet").</summary>
internal static class OkPacket
{
    private const byte SystemVariables = 0;
    private const byte Schema = 1;
    private const byte Gtids = 3;
    private const byte TransactionState = 5;

    /// <summary>GTIDs come behind a byte that says how they are written; 0 is the only way there is.</summary>
    private const byte GtidText = 0;

    /// <summary>Far more than any server has; what a packet costs in memory must not exceed its own size by much.</summary>
    private const int MostVariables = 1024;

    public static ServerReply Read(ReadOnlySpan<byte> payload, out StatusFlags status)
    {
        var reader = new PayloadReader(payload);
        reader.Skip(1);
        var affected = reader.ReadLength();
        var lastInsertId = reader.ReadLength();
        status = (StatusFlags)reader.ReadUInt16();
        var warnings = reader.ReadUInt16();
        var reply = new ServerReply
        {
            Kind = ReplyKind.Ok,
            AffectedRows = affected,
            LastInsertId = lastInsertId,
            Warnings = warnings,
            MoreResults = status.HasFlag(StatusFlags.MoreResults),
            InTransaction = status.HasFlag(StatusFlags.InTransaction),
        };
        if (!status.HasFlag(StatusFlags.SessionStateChanged))
        {
            return reply;
        }

        reader.ReadLengthEncoded(); // what the server says in words
        return reader.IsAtEnd ? reply : WithTrackers(reply, reader.ReadLengthEncoded());
    }

    private static ServerReply WithTrackers(ServerReply reply, ReadOnlySpan<byte> trackers)
    {
        var reader = new PayloadReader(trackers);
        string? gtids = null, schema = null, transaction = null;
        List<KeyValuePair<string, string>>? variables = null;
        while (!reader.IsAtEnd)
        {
            var type = reader.ReadByte();
            var tracker = new PayloadReader(reader.ReadLengthEncoded());
            switch (type)
            {
                case SystemVariables:
                    while (!tracker.IsAtEnd)
                    {
                        variables ??= [];
                        variables.Add(new(tracker.ReadText(), tracker.ReadText()));
                        if (variables.Count > MostVariables)
                        {
                            throw ProtocolError.Malformed("more variables than there are");
                        }
                    }

                    break;
                case Schema:
                    schema = tracker.ReadText();
                    break;
                case Gtids when tracker.ReadByte() == GtidText:
                    var text = tracker.ReadText();
                    // One packet names all of its GTIDs at once; should it ever name them twice, both count.
                    gtids = gtids is null ? text : gtids + "," + text;
                    break;
                case TransactionState:
                    transaction = Encoding.Latin1.GetString(tracker.ReadLengthEncoded());
                    break;
                default:
                    break;
            }
        }

        return reply with
        {
            Gtids = gtids,
            Schema = schema,
            TransactionState = transaction,
            Variables = variables is null ? [] : variables,
        };
    }
}
