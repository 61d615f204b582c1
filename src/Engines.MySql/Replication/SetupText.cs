using System.Globalization;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>The part of a session's set-up that both families share.</summary>
internal static class SetupText
{
    /// <summary>
    /// Values that do not fit are errors. Backslashes escape and double quotes are strings, as the classifier reads them.
    /// </summary>
    private const string SqlMode = "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    private const int LongestLockWait = 50;

    /// <summary>Locks are waited for no longer than a statement may run.</summary>
    public static string Common(TimeSpan statementTimeout)
    {
        var lockWait = Math.Clamp((int)Math.Ceiling(statementTimeout.TotalSeconds), 1, LongestLockWait);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SET NAMES utf8mb4, sql_mode = '{SqlMode}', time_zone = '+00:00', autocommit = 1, "
            + $"innodb_lock_wait_timeout = {lockWait}, lock_wait_timeout = {lockWait}");
    }
}
