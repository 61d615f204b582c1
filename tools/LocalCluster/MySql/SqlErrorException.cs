using System.Data.Common;

namespace CausalGateway.LocalCluster.MySql;

/// <summary>What a server, or its client program on the way to it, answered instead of a result.</summary>
public sealed class SqlErrorException : DbException
{
    public SqlErrorException()
    {
    }

    public SqlErrorException(string message)
        : base(message)
    {
    }

    public SqlErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal SqlErrorException(int number, string sqlState, string message)
        : base(message)
    {
        Number = number;
        SqlState = sqlState;
    }

    /// <summary>The error's number: 1146 for a table that does not exist, 2000 to 2999 for errors of the client.</summary>
    public int Number { get; }

    /// <inheritdoc/>
    public override string? SqlState { get; }
}
