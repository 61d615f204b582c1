using System.Globalization;

namespace CausalGateway.Engines.Conformance.Postgres;

/// <summary>PostgreSQL's SQL.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public override IReadOnlyList<string> Preparation { get; } =
    [
        """
        create procedure write_row(name text, id int, value text) language plpgsql as
          'begin execute format(''insert into %I values ($1, $2)'', name) using id, value; end'
        """,
        """
        create procedure commit_row(name text, id int, value text) language plpgsql as
          'begin execute format(''insert into %I values ($1, $2)'', name) using id, value; commit; end'
        """,
        """
        create function insert_row(name text, id int, value text) returns text language plpgsql as
          'begin execute format(''insert into %I values ($1, $2)'', name) using id, value; return value; end'
        """,
    ];

    public override IReadOnlyList<(string Way, Func<string, int, string, string> Sql)> WaysOfWriting { get; } =
    [
        ("insert", (table, id, text) => $"insert into {table} values ({id}, '{text}')"),
        ("returning", (table, id, text) => $"insert into {table} values ({id}, '{text}') returning id"),
        ("query that writes", (table, id, text) => $"with w as (insert into {table} values ({id}, '{text}') returning *) select id from w"),
        ("function", (table, id, text) => $"select insert_row('{table}', {id}, '{text}')"),
        ("procedure", (table, id, text) => $"call write_row('{table}', {id}, '{text}')"),
        ("procedure that commits", (table, id, text) => $"call commit_row('{table}', {id}, '{text}')"),
        ("block", (table, id, text) => $"do $$ begin insert into {table} values ({id}, '{text}'); end $$"),
    ];

    public override string Parameter(int index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}");
}
