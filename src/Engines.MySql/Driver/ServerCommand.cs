namespace CausalGateway.Engines.MySql.Driver;

/// <summary>One command to the server.</summary>
internal readonly record struct ServerCommand
{
    /// <summary>What to do.</summary>
    public required CommandKind Kind { get; init; }

    /// <summary>The SQL of a <see cref="CommandKind.Query"/>, the name of a <see cref="CommandKind.UseDatabase"/>.</summary>
    public string Text { get; init; }

    /// <summary>The statement of an <see cref="CommandKind.Execute"/>; prepared on the same connection.</summary>
    public IPreparedStatement? Statement { get; init; }

    /// <summary>The parameters of an <see cref="CommandKind.Execute"/>; as many as the statement has.</summary>
    public ReadOnlyMemory<BoundParameter> Parameters { get; init; }

    /// <summary>SQL as text, without parameters.</summary>
    public static ServerCommand Query(string sql) => new() { Kind = CommandKind.Query, Text = sql };

    /// <summary>Runs a prepared statement.</summary>
    public static ServerCommand Execute(IPreparedStatement statement, ReadOnlyMemory<BoundParameter> parameters) =>
        new() { Kind = CommandKind.Execute, Text = "", Statement = statement, Parameters = parameters };

    /// <summary>Puts the connection back to how it was after logging in; forgets its prepared statements.</summary>
    public static ServerCommand Reset { get; } = new() { Kind = CommandKind.Reset, Text = "" };

    /// <summary>Asks whether the server is there.</summary>
    public static ServerCommand Ping { get; } = new() { Kind = CommandKind.Ping, Text = "" };

    /// <summary>Changes the connection's database.</summary>
    public static ServerCommand UseDatabase(string name) => new() { Kind = CommandKind.UseDatabase, Text = name };
}
