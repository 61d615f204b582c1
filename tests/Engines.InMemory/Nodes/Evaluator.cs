using CausalGateway.Abstractions;
using CausalGateway.Engines.InMemory.Servers;
using CausalGateway.Engines.InMemory.Sql;

namespace CausalGateway.Engines.InMemory.Nodes;

/// <summary>Gives expressions their values.</summary>
internal sealed class Evaluator(IReadOnlyList<StatementParameter> parameters, RunningStatement running, TimeProvider time)
{
    /// <summary>The value of an expression outside of any row.</summary>
    public ValueTask<SqlValue> ValueAsync(Expression expression) => ValueAsync(expression, null, []);

    /// <summary>The value of an expression in a row.</summary>
    public async ValueTask<SqlValue> ValueAsync(Expression expression, IReadOnlyList<string>? columns, SqlValue[] row)
    {
        switch (expression)
        {
            case Expression.Literal literal:
                return literal.Value;
            case Expression.Parameter parameter:
                return SqlValue.Of(parameters[parameter.Index]);
            case Expression.Column column:
                for (var i = 0; columns is not null && i < columns.Count; i++)
                {
                    if (columns[i] == column.Name)
                    {
                        return row[i];
                    }
                }

                throw SqlError.Make("42703", $"There is no column {column.Name}.");
            case Expression.Call call:
                var arguments = new SqlValue[call.Arguments.Count];
                for (var i = 0; i < arguments.Length; i++)
                {
                    arguments[i] = await ValueAsync(call.Arguments[i], columns, row);
                }

                return await CallAsync(call.Function, arguments);
            default:
                throw SqlError.Syntax("*");
        }
    }

    private async ValueTask<SqlValue> CallAsync(string function, SqlValue[] arguments)
    {
        switch (function, arguments)
        {
            case (Functions.Sleep, [var seconds, .. var rest]):
                await Task.Delay(TimeSpan.FromSeconds(seconds.ToSeconds()), time, running.Token);
                return rest is [var value] ? value : SqlValue.Of(0);
            case ("lower", [var text]):
                return new SqlValue(SqlType.Text, text.Text?.ToLowerInvariant());
            case ("upper", [var text]):
                return new SqlValue(SqlType.Text, text.Text?.ToUpperInvariant());
            case ("length", [var text]):
                return text.Text is { } letters ? SqlValue.Of(letters.Length) : SqlValue.Null;
            case ("concat", _):
                return SqlValue.Of(string.Concat(arguments.Select(argument => argument.Text)));
            default:
                throw SqlError.Make("42883", $"There is no function {function}.");
        }
    }
}
