using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Errors;

namespace CausalGateway.Engines.MySql.Tests.Errors;

public sealed class MySqlErrorsTests
{
    [Theory]
    [InlineData(1062, "23000", "Duplicate entry 'it's for key 'x'' for key 'orders.PRIMARY'", EngineErrorKind.ConstraintViolation, "PRIMARY")]
    [InlineData(1062, "23000", "Duplicate entry 'a' for key 'email'", EngineErrorKind.ConstraintViolation, "email")]
    [InlineData(1062, "23000", "Doppelter Eintrag 'a' für Schlüssel 'email'", EngineErrorKind.ConstraintViolation, "email")]
    [InlineData(1586, "23000", "Duplicate entry 'a' for key 't.email'", EngineErrorKind.ConstraintViolation, "email")]
    [InlineData(1048, "23000", "Column 'a' cannot be null", EngineErrorKind.ConstraintViolation, null)]
    [InlineData(1364, "HY000", "Field 'a' doesn't have a default value", EngineErrorKind.ConstraintViolation, null)]
    [InlineData(1216, "23000", "Cannot add or update a child row: a foreign key constraint fails", EngineErrorKind.ConstraintViolation, null)]
    [InlineData(
        1452, "23000",
        "Cannot add or update a child row: a foreign key constraint fails (`app`.`c`, CONSTRAINT `f``k` FOREIGN KEY (`p`) REFERENCES `p` (`id`))",
        EngineErrorKind.ConstraintViolation, "f`k")]
    [InlineData(
        1451, "23000",
        "Cannot delete or update a parent row: a foreign key constraint fails (`app`.`c`, CONSTRAINT `f`k` FOREIGN KEY (`p`) REFERENCES `p` (`id`))",
        EngineErrorKind.ConstraintViolation, "f`k")]
    [InlineData(4025, "23000", "CONSTRAINT `a``b` failed for `app`.`t`", EngineErrorKind.ConstraintViolation, "a`b")]
    [InlineData(3819, "HY000", "Check constraint 'positive' is violated.", EngineErrorKind.ConstraintViolation, "positive")]
    [InlineData(4025, "23000", "CONSTRAINT `positive` failed for `app`.`t`", EngineErrorKind.ConstraintViolation, "positive")]
    [InlineData(1052, "23000", "Column 'id' in field list is ambiguous", EngineErrorKind.SqlError, null)]
    [InlineData(1644, "23000", "no CONSTRAINT `name` here", EngineErrorKind.ConstraintViolation, "name")]
    public void FromServer_Constraint_NamesIt(int number, string sqlState, string message, EngineErrorKind kind, string? constraint)
    {
        var error = From(number, sqlState, message);
        Assert.Equal((kind, constraint), (error.Kind, error.Constraint));
        Assert.Equal((number, sqlState, message), (error.ErrorNumber, error.SqlState, error.Message));
        Assert.Equal(StatementOutcome.NotApplied, error.Outcome);
        Assert.Null(error.StatementPosition);
    }

    [Theory]
    [InlineData(1213, "40001", EngineErrorKind.SerializationFailure)]
    [InlineData(1205, "HY000", EngineErrorKind.SerializationFailure)]
    [InlineData(1020, "HY000", EngineErrorKind.SerializationFailure)]
    [InlineData(1412, "HY000", EngineErrorKind.SerializationFailure)]
    [InlineData(3101, "40000", EngineErrorKind.SerializationFailure)]
    [InlineData(3572, "HY000", EngineErrorKind.SerializationFailure)]
    [InlineData(1644, "40001", EngineErrorKind.SerializationFailure)]
    [InlineData(1317, "70100", EngineErrorKind.Cancelled)]
    [InlineData(3024, "HY000", EngineErrorKind.TimedOut)]
    [InlineData(1969, "70100", EngineErrorKind.TimedOut)]
    [InlineData(1792, "25006", EngineErrorKind.ReadOnly)]
    [InlineData(1836, "HY000", EngineErrorKind.ReadOnly)]
    [InlineData(1227, "42000", EngineErrorKind.PermissionDenied)]
    [InlineData(1153, "08S01", EngineErrorKind.InvalidParameter)]
    [InlineData(1835, "HY000", EngineErrorKind.InvalidParameter)]
    [InlineData(1064, "42000", EngineErrorKind.SqlError)]
    [InlineData(1146, "42S02", EngineErrorKind.SqlError)]
    [InlineData(1210, "HY000", EngineErrorKind.SqlError)]
    [InlineData(1644, "08000", EngineErrorKind.SqlError)]
    [InlineData(4031, "HY000", EngineErrorKind.SqlError)]
    [InlineData(1461, "42000", EngineErrorKind.Unreachable)]
    public void FromServer_ErrorThatUndoesItsStatement_IsNotApplied(int number, string sqlState, EngineErrorKind kind)
    {
        var error = From(number, sqlState, "a message");
        Assert.Equal((kind, StatementOutcome.NotApplied, null), (error.Kind, error.Outcome, error.Constraint));
    }

    [Theory]
    [InlineData(1213, "40001")]
    [InlineData(1412, "HY000")]
    [InlineData(1205, "HY000")]
    public void FromServer_ReadThatMetAnother_IsWorthAnotherServer(int number, string sqlState) => Assert.Equal(
        EngineErrorKind.RecoveryConflict, MySqlErrors.FromServer(new ServerError(number, sqlState, "a message"), readOnly: true).Kind);

    [Theory]
    [InlineData("The MySQL server is running with the --super-read-only option so it cannot execute this statement", EngineErrorKind.ReadOnly)]
    [InlineData("The MariaDB server is running with the --read-only option so it cannot execute this statement", EngineErrorKind.ReadOnly)]
    [InlineData("The MySQL server is running with the --secure-file-priv option so it cannot execute this statement", EngineErrorKind.SqlError)]
    public void FromServer_OptionForbidsIt_IsReadOnlyOnlyIfThatIsTheOption(string message, EngineErrorKind kind) =>
        Assert.Equal(kind, From(1290, "HY000", message).Kind);

    [Theory]
    [InlineData(1053, "08S01")]
    [InlineData(1927, "70100")]
    [InlineData(3169, "HY000")]
    [InlineData(1152, "08S01")]
    public void FromServer_EndOfTheConnection_LeavesAWritesOutcomeOpen(int number, string sqlState)
    {
        var write = From(number, sqlState, "a message");
        var read = MySqlErrors.FromServer(new ServerError(number, sqlState, "a message"), readOnly: true);
        Assert.Equal((EngineErrorKind.ConnectionLost, StatementOutcome.Unknown), (write.Kind, write.Outcome));
        Assert.Equal((EngineErrorKind.ConnectionLost, StatementOutcome.NotApplied), (read.Kind, read.Outcome));
    }

    [Fact]
    public void FromServer_IdleTooLong_DidNotReadTheCommand()
    {
        var error = From(4031, "HY000", "The client was disconnected by the server because of inactivity. See wait_timeout and interactive_timeout.");
        Assert.Equal((EngineErrorKind.ConnectionLost, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
    }

    [Fact]
    public void FromServer_CommitFailed_LeavesTheOutcomeOpen() =>
        Assert.Equal(StatementOutcome.Unknown, From(1180, "HY000", "Got error 149 during COMMIT").Outcome);

    [Theory]
    [InlineData(1142, "SELECT command denied to user 'app'@'10.0.0.5' for table 't'", "SELECT command denied to user for table 't'")]
    [InlineData(1044, "Access denied for user 'app'@'%' to database 'd'", "Access denied for user to database 'd'")]
    [InlineData(1045, "Access denied for user ''@'localhost' (using password: YES)", "Access denied for user (using password: YES)")]
    [InlineData(
        1143, "SELECT command denied to user 'o'brien'@'h' for column 'c' in table 't'",
        "SELECT command denied to user for column 'c' in table 't'")]
    [InlineData(1370, "execute command denied to user 'app'@'h' for routine 'd.r'", "execute command denied to user for routine 'd.r'")]
    public void FromServer_Denied_NamesNoAccount(int number, string message, string expected)
    {
        var error = From(number, "42000", message);
        Assert.Equal((EngineErrorKind.PermissionDenied, expected), (error.Kind, error.Message));
    }

    [Fact]
    public void FromServer_LimitReached_NamesNoAccount() => Assert.DoesNotContain(
        "app", From(1226, "42000", "User 'app' has exceeded the 'max_questions' resource (current value: 1)").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(nameof(DriverFailure.Unreachable), "The server cannot be reached.")]
    [InlineData(nameof(DriverFailure.Lost), "The server ended the connection while it was being opened.")]
    [InlineData(nameof(DriverFailure.Protocol), "What answered does not speak the server's protocol.")]
    [InlineData(nameof(DriverFailure.Tls), "the driver's words")]
    [InlineData(nameof(DriverFailure.Unsupported), "the driver's words")]
    public void WhileOpening_DriversFailure_IsUnreachable(string failure, string message)
    {
        var error = MySqlErrors.WhileOpening(new DriverException(Enum.Parse<DriverFailure>(failure), "the driver's words"));
        Assert.Equal((EngineErrorKind.Unreachable, StatementOutcome.NotApplied, message), (error.Kind, error.Outcome, error.Message));
    }

    [Theory]
    [InlineData(1045, "28000", "Access denied for user 'app'@'10.0.0.5' (using password: YES)")]
    [InlineData(1040, "08004", "Too many connections")]
    [InlineData(1129, "HY000", "Host '10.0.0.5' is blocked because of many connection errors")]
    public void WhileOpening_ServerRefuses_SaysNoMoreThanTheNumber(int number, string sqlState, string message)
    {
        var error = MySqlErrors.WhileOpening(new ServerErrorException(new ServerError(number, sqlState, message)));
        Assert.Equal((EngineErrorKind.Unreachable, number, sqlState), (error.Kind, error.ErrorNumber, error.SqlState));
        Assert.Equal("The server refused the connection.", error.Message);
    }

    [Theory]
    [InlineData(false, StatementOutcome.Unknown)]
    [InlineData(true, StatementOutcome.NotApplied)]
    public void WhileRunning_ConnectionLost_LeavesAWritesOutcomeOpen(bool readOnly, StatementOutcome outcome)
    {
        Exception[] failures =
        [
            new DriverException(DriverFailure.Lost, "gone"), new DriverException(DriverFailure.Protocol, "odd"), new IOException("gone"),
            new InvalidOperationException("odd"),
        ];
        Assert.All(failures, failure =>
        {
            var error = MySqlErrors.WhileRunning(failure, readOnly);
            Assert.Equal((EngineErrorKind.ConnectionLost, outcome), (error.Kind, error.Outcome));
            Assert.Same(failure, error.InnerException);
        });
        var cancelled = MySqlErrors.WhileRunning(new OperationCanceledException(), readOnly);
        Assert.Equal((EngineErrorKind.Cancelled, outcome), (cancelled.Kind, cancelled.Outcome));
    }

    [Fact]
    public void WhileRunning_KnownFailure_StaysWhatItIs()
    {
        var known = new EngineException(EngineErrorKind.NotReached, "not there yet");
        Assert.Same(known, MySqlErrors.WhileRunning(known, readOnly: false));
        Assert.Same(known, MySqlErrors.WhileOpening(known));
    }

    [Fact]
    public void WhileRunning_ServersError_IsReadAsSuch()
    {
        var error = MySqlErrors.WhileRunning(new ServerErrorException(new ServerError(1064, "42000", "You have an error")), readOnly: false);
        Assert.Equal((EngineErrorKind.SqlError, 1064, StatementOutcome.NotApplied), (error.Kind, error.ErrorNumber, error.Outcome));
        Assert.IsType<ServerErrorException>(error.InnerException);
    }

    private static EngineException From(int number, string sqlState, string message) =>
        MySqlErrors.FromServer(new ServerError(number, sqlState, message), readOnly: false);
}
