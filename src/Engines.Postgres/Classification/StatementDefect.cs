namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>Why a text is not one statement.</summary>
internal enum StatementDefect : byte
{
    /// <summary>It is one, as far as the lexer can tell.</summary>
    None,

    /// <summary>There is nothing but white space and comments.</summary>
    Empty,

    /// <summary>Something follows the statement's semicolon.</summary>
    MoreThanOne,

    /// <summary>A string has no end.</summary>
    UnterminatedString,

    /// <summary>A quoted name has no end.</summary>
    UnterminatedIdentifier,

    /// <summary>A block comment has no end.</summary>
    UnterminatedComment,

    /// <summary>A parameter's number is 0 or over 65535, the most that the protocol can carry.</summary>
    ParameterOutOfRange,
}
