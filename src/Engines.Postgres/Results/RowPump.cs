using System.Buffers;
using CausalGateway.Abstractions;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Results;

/// <summary>Moves the rows of a reader's current result into a sink, one row in memory at a time.</summary>
internal static class RowPump
{
    private const int FirstBuffer = 4096;

    /// <summary>Returns how many rows there were.</summary>
    /// <exception cref="SinkFailedException">The sink refused the result; the statement is still running.</exception>
    public static async ValueTask<long> RunAsync(NpgsqlDataReader reader, IResultSink sink, CancellationToken cancellationToken)
    {
        var (columns, forms) = PostgresTypes.Describe(reader);
        await BeginAsync(sink, columns, cancellationToken);
        var rows = 0L;
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var ended = WriteRow(reader, sink, forms, ref buffer, cancellationToken);
                rows++;
                if (!ended.IsCompletedSuccessfully)
                {
                    await FinishAsync(ended);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return rows;
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
        NpgsqlDataReader reader, IResultSink sink, ColumnForm[] forms, ref byte[] buffer, CancellationToken cancellationToken)
    {
        // The whole row is in the reader's buffer already: nothing here waits for the network, and only the sink can throw.
        try
        {
            sink.BeginRow();
            for (var i = 0; i < forms.Length; i++)
            {
                if (reader.IsDBNull(i))
                {
                    sink.WriteNull();
                    continue;
                }

                var length = (int)reader.GetBytes(i, 0, null, 0, 0);
                if (length > buffer.Length)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = ArrayPool<byte>.Shared.Rent(length);
                }

                reader.GetBytes(i, 0, buffer, 0, length);
                PostgresValueWriter.Write(sink, forms[i], buffer.AsSpan(0, length));
            }

            return sink.EndRowAsync(cancellationToken);
        }
        catch (Exception e)
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
