using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Results;

/// <summary>Moves the rows of a connection's current result into a sink, one row in memory at a time.</summary>
internal static class RowPump
{
    /// <summary>Reads the rows behind <paramref name="header"/> to their end.</summary>
    /// <exception cref="SinkFailedException">The sink refused the result; the server is still sending it.</exception>
    /// <exception cref="DriverException">The connection broke.</exception>
    public static async ValueTask<PumpedRows> RunAsync(
        IServerConnection connection, ServerReply header, IResultSink sink, CancellationToken cancellationToken)
    {
        var (columns, forms) = MySqlTypes.Describe(header);
        await BeginAsync(sink, columns, cancellationToken);
        for (var rows = 0L; ; rows++)
        {
            if (await connection.ReadRowAsync(cancellationToken) is { } end)
            {
                return new PumpedRows(rows, end);
            }

            var ended = WriteRow(connection, sink, forms, cancellationToken);
            if (!ended.IsCompletedSuccessfully)
            {
                await FinishAsync(ended);
            }
        }
    }

    private static async ValueTask BeginAsync(
        IResultSink sink, IReadOnlyList<ColumnDescription> columns, CancellationToken cancellationToken)
    {
        try
        {
            await sink.BeginResultAsync(columns, cancellationToken);
        }
        catch (Exception e)
        {
            throw new SinkFailedException(e);
        }
    }

    private static ValueTask WriteRow(
        IServerConnection connection, IResultSink sink, ValueForm[] forms, CancellationToken cancellationToken)
    {
        // The whole row has been received: nothing here waits for the network, but a row can turn out not to be one.
        try
        {
            sink.BeginRow();
            for (var i = 0; i < forms.Length; i++)
            {
                if (connection.TryGetValue(i, out var text))
                {
                    MySqlValueWriter.Write(sink, forms[i], text);
                }
                else
                {
                    sink.WriteNull();
                }
            }

            return sink.EndRowAsync(cancellationToken);
        }
        catch (Exception e) when (e is not DriverException)
        {
            throw new SinkFailedException(e);
        }
    }

    private static async ValueTask FinishAsync(ValueTask call)
    {
        try
        {
            await call;
        }
        catch (Exception e)
        {
            throw new SinkFailedException(e);
        }
    }
}
