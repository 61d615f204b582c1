namespace CausalGateway.Engines.MySql.Errors;

/// <summary>The errors that mean something of their own here (MySQL: Server Error Message Reference; MariaDB: Error Codes).</summary>
/// <remarks>Below 2000 both servers have the same numbers, apart from MariaDB's own from 1900; above 4000 they do not.</remarks>
internal static class ErrorNumber
{
    public const int RecordChanged = 1020;
    public const int DatabaseAccessDenied = 1044;
    public const int AccessDenied = 1045;
    public const int ColumnNotNull = 1048;
    public const int AmbiguousColumn = 1052;
    public const int ServerShutdown = 1053;
    public const int DuplicateEntry = 1062;
    public const int ShutdownComplete = 1079;
    public const int KillDenied = 1095;
    public const int NoSuchGrant = 1141;
    public const int TableAccessDenied = 1142;
    public const int ColumnAccessDenied = 1143;
    public const int NoSuchTableGrant = 1147;
    public const int PacketTooLarge = 1153;
    public const int CommitFailed = 1180;
    public const int LockWaitTimeout = 1205;
    public const int Deadlock = 1213;
    public const int UserLimitReached = 1226;
    public const int PrivilegeDenied = 1227;
    public const int NullToNotNull = 1263;
    public const int OptionPreventsStatement = 1290;
    public const int Interrupted = 1317;
    public const int ViewNotExplainable = 1345;
    public const int NoDefault = 1364;
    public const int RoutineAccessDenied = 1370;
    public const int TooManyParameters = 1390;
    public const int NoSuchRoutineGrant = 1403;
    public const int GrantCreatesUser = 1410;
    public const int TableDefinitionChanged = 1412;
    public const int RoutineNeedsSuper = 1419;
    public const int NoSuchDefiner = 1449;
    public const int TooManyPrepared = 1461;
    public const int DuplicateEntryWithKey = 1586;
    public const int NeedsPreparing = 1615;
    public const int Signal = 1644;
    public const int LockAborted = 1689;
    public const int AccessDeniedWithoutPassword = 1698;
    public const int ForeignDuplicateKey = 1761;
    public const int ReadOnlyTransaction = 1792;
    public const int MalformedPacket = 1835;
    public const int ReadOnlyMode = 1836;
    public const int DuplicateEntryUnknown = 1859;
    public const int StorageReadOnly = 1874;
    public const int MariaDbKilled = 1927;
    public const int MariaDbTimeLimit = 1969;
    public const int TimeLimit = 3024;
    public const int UserLockDeadlock = 3058;
    public const int ServerNotAvailable = 3168;
    public const int SessionKilled = 3169;
    public const int LockNoWait = 3572;
    public const int CheckViolated = 3819;
    public const int DatabaseDenied = 3879;
    public const int MariaDbConstraintFailed = 4025;
    public const int IdleTooLong = 4031;
}
