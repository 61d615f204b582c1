namespace CausalGateway.Tour;

/// <summary>A bookmark that carries positions of different engines.</summary>
internal sealed class OneBookmark : Step<JointContext>
{
    public const int Id = 3;

    private const string Thing = "kettle";

    public override string Title => "One bookmark carries the positions of both databases";

    public override string Story =>
        "Carol has no session. She enters a kettle here and there, in databases of different engines, and sends back the last "
        + "bookmark that she got, whoever gave it. Asked by 'explain', the gateway tells what that one bookmark makes a read in "
        + "each of the databases depend on. With nothing else in her hands she reads both rows, from replicas.";

    public override async Task RunAsync(JointContext tour, CancellationToken cancellationToken)
    {
        var written = await tour.WriteEverywhereAsync(Id, Thing, cancellationToken);
        for (var i = 0; i < tour.Departments.Count; i++)
        {
            var department = tour.Departments[i];
            var position = await tour.Carol(department).ExplainAsync(department.Read(id: Id), tour.Bookmark, cancellationToken);
            tour.Checks.Equal(
                $"{department.Name}: the bookmark carries the position of the write there", (string?)written[i].Served["position"], position);
        }

        foreach (var department in tour.Departments)
        {
            var read = await tour.ReadAsync(department, Id, cancellationToken);
            tour.CheckRead(department, read, Thing, department.First, department.Second);
            tour.Bookmark = read.Bookmark;
        }
    }
}
