namespace CausalGateway.Tour;

/// <summary>One step of the tour: it shows something and checks what it shows.</summary>
/// <typeparam name="TContext">What the steps of one part of the tour share.</typeparam>
internal abstract class Step<TContext>
{
    public abstract string Title { get; }

    /// <summary>What is about to be seen, and why it matters.</summary>
    public abstract string Story { get; }

    public abstract Task RunAsync(TContext tour, CancellationToken cancellationToken);
}
