using CausalGateway.Gateway.Configuration;
using CausalGateway.Gateway.Hosting;

switch (CommandLine.Parse(args))
{
    case CommandLine.Help:
        HelpText.Write(Console.Out);
        return ExitCodes.Success;

    case CommandLine.Version:
        VersionText.Write(Console.Out);
        return ExitCodes.Success;

    case CommandLine.Run run:
        return await GatewayHost.RunAsync(run);

    case CommandLine.Invalid invalid:
        await Console.Error.WriteLineAsync(invalid.Error);
        return ExitCodes.Misconfigured;

    default:
        throw new InvalidOperationException("The command line has no such form.");
}
