using System.Text;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.Postgres.Statements;

/// <summary>
/// Tells the server the types that the client stated, by a cast of each placeholder. The parameters' values stay apart from
/// the statement; a type's name is only let in if it is made of plain words.
/// </summary>
/// <remarks>
/// The cast is in parentheses: without them a subscript behind the placeholder would become part of the type, and places that
/// take no more than a plain expression (<c>FETCH FIRST $1 ROWS</c>) would take no cast.
/// </remarks>
/// <param name="Sql">The statement to send.</param>
/// <param name="Insertions">What was put in, in the order of the text.</param>
internal readonly record struct TypedPlaceholders(string Sql, IReadOnlyList<TypedPlaceholders.Insertion> Insertions)
{
    public static TypedPlaceholders Apply(StatementRequest request)
    {
        if (!AnyType(request.Parameters))
        {
            return new TypedPlaceholders(request.Sql, []);
        }

        var sql = new StringBuilder(request.Sql.Length + 64);
        var insertions = new List<Insertion>();
        var copied = 0;
        foreach (var place in request.Classification.Placeholders)
        {
            if (request.Parameters[place.Index].Type is not { } type)
            {
                continue;
            }

            if (!TypeName.IsValid(type))
            {
                throw new EngineException(
                    EngineErrorKind.InvalidParameter, $"The type of parameter ${place.Index + 1} is not the name of a type.");
            }

            var end = place.Offset + place.Length;
            sql.Append(request.Sql, copied, place.Offset - copied).Append('(');
            sql.Append(request.Sql, place.Offset, place.Length).Append("::").Append(type).Append(')');
            insertions.Add(new Insertion(place.Offset, "(".Length, 0));
            insertions.Add(new Insertion(end, "::".Length + type.Length + ")".Length, place.Length));
            copied = end;
        }

        sql.Append(request.Sql, copied, request.Sql.Length - copied);
        return new TypedPlaceholders(sql.ToString(), insertions);
    }

    /// <summary>
    /// Turns a position that the server reports (in characters, from 1) into one in the client's statement, counting both in
    /// code points as the server does. What was put in counts as its placeholder's first character.
    /// </summary>
    public int ToClientPosition(int position)
    {
        var shift = 0;
        foreach (var (offset, length, behind) in Insertions)
        {
            var codePoints = CodePoints(Sql.AsSpan(0, Math.Min(Sql.Length, offset + shift)));
            if (position - 1 < codePoints + length)
            {
                return position - 1 < codePoints ? position - shift : codePoints - shift - behind + 1;
            }

            shift += length;
        }

        return position - shift;
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    private static bool AnyType(IReadOnlyList<StatementParameter> parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Type is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A piece of text that was put in.</summary>
    /// <param name="Offset">Where, in the client's statement.</param>
    /// <param name="Length">How much.</param>
    /// <param name="Behind">How far behind its placeholder's start.</param>
    internal readonly record struct Insertion(int Offset, int Length, int Behind);
}
