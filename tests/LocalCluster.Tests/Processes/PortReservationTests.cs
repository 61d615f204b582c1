namespace CausalGateway.LocalCluster.Tests.Processes;

public sealed class PortReservationTests
{
    [Fact]
    public void Take_Many_AllDifferentAndBelowTheKernelsOwn()
    {
        var taken = Enumerable.Range(0, 200).Select(_ => PortReservation.Take()).ToList();
        try
        {
            Assert.Equal(200, taken.Select(port => port.Port).Distinct().Count());
            Assert.All(taken, port => Assert.InRange(port.Port, 10_000, 32_767));
        }
        finally
        {
            taken.ForEach(port => port.Dispose());
        }
    }
}
