namespace CausalGateway.Tour;

/// <summary>One step of the tour: it shows something and checks what it shows.</summary>
internal abstract class Step
{
    public abstract string Title { get; }

    /// <summary>What is about to be seen, and why it matters.</summary>
    public abstract string Story { get; }

    public abstract Task RunAsync(TourContext tour, CancellationToken cancellationToken);
}
