using System.CommandLine;
using CausalGateway.LocalCluster.Cli;

var root = new RootCommand("Real PostgreSQL, MySQL, MariaDB and Redis servers as local processes, and what can happen to them.")
{
    UpCommand.Create(),
};
foreach (var verb in VerbCommands.Create())
{
    root.Subcommands.Add(verb);
}

// Ctrl-C and SIGTERM end "up" in order; that takes as long as the servers need.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
