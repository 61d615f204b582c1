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

    /// <summary>Far more than any server sends; what a packet costs must not exceed its own size by much.</summary>
    private const int MostEntries = 1024;

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
        List<string>? furtherGtids = null;
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
                        CheckCount(variables.Count);
                        variables.Add(new(tracker.ReadText(), tracker.ReadText()));
                    }

                    break;
                case Schema:
                    schema = tracker.ReadText();
                    break;
                case Gtids when tracker.ReadByte() == GtidText:
                    var text = tracker.ReadText();
                    if (gtids is null)
                    {
                        gtids = text;
                        break;
                    }

                    // One packet names all of its GTIDs at once; should it ever name them twice, both count.
                    furtherGtids ??= [];
                    CheckCount(furtherGtids.Count);
                    furtherGtids.Add(text);
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
            Gtids = furtherGtids is null ? gtids : $"{gtids},{string.Join(',', furtherGtids)}",
            Schema = schema,
            TransactionState = transaction,
            Variables = variables is null ? [] : variables,
        };
    }

    private static void CheckCount(int entries)
    {
        if (entries >= MostEntries)
        {
            throw ProtocolError.Malformed("more of its session's state than there is");
        }
    }
}
