using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Classification;

/// <summary>A kind of statement with the reason for it.</summary>
internal readonly record struct Verdict(StatementKind Kind, string Reason)
{
    public static readonly Verdict PlainRead = new(StatementKind.Read, "plain read");

    public static Verdict Write(string reason) => new(StatementKind.Write, reason);

    public static Verdict SessionState(string reason) => new(StatementKind.SessionState, reason);

    public static Verdict Invalid(string reason) => new(StatementKind.Invalid, reason);
}
