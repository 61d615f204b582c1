namespace CausalGateway.Tour;

/// <summary>A bookmark that carries positions of different engines.</summary>
internal sealed class OneBookmark : Step<JointContext>
{
    public const int Id = 3;

    private const string Thing = "kettle";

    public override string Title => "One bookmark carries the positions of both databases";

    public override string Story =>
        "Carol has no session. She enters a kettle here and there, in databases of different engines, and sends back the last "
        + "bookmark that she got, whoever gave it. Asked by 'explain', the gateway tells what that bookmark makes a read in each of "
        + "the databases depend on: a log position here, a GTID there. With nothing else in her hands she reads both rows, from replicas.";

    public override async Task RunAsync(JointContext tour, CancellationToken cancellationToken)
    {
        foreach (var department in tour.Departments)
        {
            var before = await tour.Carol(department).ExplainAsync(department.Read(id: Id), tour.Bookmark, cancellationToken);
            tour.Checks.Equal($"{department.Name}: so far nothing depends on anything there", null, before);
            await tour.WriteAsync(department, Id, Thing, cancellationToken);
        }

        foreach (var department in tour.Departments)
        {
            var position = await tour.Carol(department).ExplainAsync(department.Read(id: Id), tour.Bookmark, cancellationToken);
            tour.Checks.That($"{department.Name}: the one bookmark carries a position there, {position}", position is not null, "it has none");
        }

        foreach (var department in tour.Departments)
        {
            var read = await tour.ReadAsync(department, Id, cancellationToken);
            tour.CheckRead(department, read, Thing, department.First, department.Second);
            tour.Bookmark = read.Bookmark;
        }
    }
}
