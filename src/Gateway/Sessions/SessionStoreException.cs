namespace CausalGateway.Gateway.Sessions;

/// <summary>The session store could not do what it was asked, so nothing may be assumed about the session.</summary>
/// <remarks>
/// The message is fit for any log or answer. The inner exception is not fit for answers: it may name servers.
/// </remarks>
internal sealed class SessionStoreException(SessionStoreFailure failure, Exception? innerException = null)
    : Exception(MessageOf(failure), innerException)
{
    public SessionStoreFailure Failure { get; } = failure;

    private static string MessageOf(SessionStoreFailure failure) => failure switch
    {
        SessionStoreFailure.Unreachable => "The session store cannot be reached.",
        SessionStoreFailure.Timeout => "The session store did not answer in time.",
        SessionStoreFailure.Refused => "The session store refused the call.",
        SessionStoreFailure.Corrupt => "The session store answered with something that cannot be understood.",
        SessionStoreFailure.Full => "The session store is full.",
        _ => "The session store failed.",
    };
}
