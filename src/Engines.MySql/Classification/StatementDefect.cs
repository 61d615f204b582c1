namespace CausalGateway.Engines.MySql.Classification;

/// <summary>Why a text is not one statement that means the same on every server.</summary>
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

    /// <summary>It has a comment that is code to some servers.</summary>
    ExecutableComment,

    /// <summary>It has an optimizer hint whose quotes are not closed within it.</summary>
    MalformedHint,

    /// <summary>It has a number like <c>1.e</c>, which some servers skip as if it were white space.</summary>
    MalformedNumber,

    /// <summary>It has <c>$a$</c> outside of a routine's definition, which is a name to some servers and quotes text to others.</summary>
    DollarQuote,

    /// <summary>It has more parameters than the protocol can carry.</summary>
    TooManyParameters,
}
