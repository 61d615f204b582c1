using System.CommandLine;
using CausalGateway.Tour;

// The tour ends by signals in its own way; see Interruption.
return await TourCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
