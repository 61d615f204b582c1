using System.Security.Cryptography;
using System.Text;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Protocol.Packets;

namespace CausalGateway.Engines.MySql.Protocol.Authentication;

/// <summary>Logs in on a connection whose handshake has been read and that is encrypted if it is to be.</summary>
/// <remarks>
/// <para>1. The first proof goes out with the login, by the server's default method if it is known here.</para>
/// <para>2. The server may switch to the user's own method, once.</para>
/// <para>3. <c>caching_sha2_password</c> may ask for the password itself if it does not have it cached, once: it is sent
/// encrypted by TLS, or by the server's RSA key.</para>
/// </remarks>
internal sealed class Login(PacketReader reader, PayloadWriter writer, Stream stream, ConnectionTarget target, bool isEncrypted)
{
    private const byte FastAuthenticationOk = 3;
    private const byte FullAuthentication = 4;
    private const byte RequestPublicKey = 2;

    private string _method = "";
    private byte[] _nonce = [];

    /// <exception cref="ServerErrorException">The server refused.</exception>
    /// <exception cref="DriverException">It wants what is not supported, or broke the protocol.</exception>
    public async ValueTask RunAsync(Handshake handshake, Capabilities agreed, CancellationToken cancellationToken)
    {
        _nonce = handshake.Nonce;
        _method = PasswordProof.Supports(handshake.Method)
            ? handshake.Method
            : handshake.IsMariaDb ? PasswordProof.NativePassword : PasswordProof.CachingSha2;
        var proof = PasswordProof.For(_method, target.Password, _nonce);
        await SendAsync(() => LoginPacket.Write(writer, handshake, agreed, target, _method, proof), cancellationToken);

        var (mayBeSwitched, mayBeContinued) = (true, true);
        while (true)
        {
            await reader.ReadAsync(cancellationToken);
            switch (reader.Payload)
            {
                case [PacketHeader.Ok, ..]:
                    return;
                case [PacketHeader.Error, ..]:
                    throw new ServerErrorException(ErrorPacket.Read(reader.Payload));
                case [PacketHeader.Eof, ..] when mayBeSwitched:
                    (mayBeSwitched, mayBeContinued) = (false, true);
                    await SwitchAsync(cancellationToken);
                    break;
                case [PacketHeader.AuthenticationMore, ..] when mayBeContinued && _method == PasswordProof.CachingSha2:
                    mayBeContinued = false;
                    await ContinueAsync(cancellationToken);
                    break;
                default:
                    throw ProtocolError.Malformed("an answer to the login");
            }
        }
    }

    private ValueTask SwitchAsync(CancellationToken cancellationToken)
    {
        if (reader.Payload.Length == 1)
        {
            throw new DriverException(
                DriverFailure.Unsupported,
                "The server wants to authenticate this user by a method from before MySQL 4.1, which is not supported.");
        }

        var payload = new PayloadReader(reader.Payload);
        payload.Skip(1);
        _method = Encoding.Latin1.GetString(payload.ReadTerminated());
        if (!PasswordProof.Supports(_method))
        {
            PasswordProof.For(_method, "", []); // says what is supported
        }

        if (payload.Remaining < Handshake.NonceLength)
        {
            throw ProtocolError.Malformed("too short a nonce");
        }

        _nonce = payload.ReadBytes(Handshake.NonceLength).ToArray();
        var proof = PasswordProof.For(_method, target.Password, _nonce);
        return SendAsync(() => writer.WriteBytes(proof), cancellationToken);
    }

    private ValueTask ContinueAsync(CancellationToken cancellationToken) => reader.Payload switch
    {
        [_, FastAuthenticationOk] => default,
        [_, FullAuthentication] => SendPasswordAsync(cancellationToken),
        _ => throw ProtocolError.Malformed("a step of the login that is none"),
    };

    private async ValueTask SendPasswordAsync(CancellationToken cancellationToken)
    {
        if (isEncrypted)
        {
            await SendAsync(() => writer.WriteBytes(PasswordProof.Plain(target.Password)), cancellationToken);
            return;
        }

        using var key = ReadKey(await FetchKeyAsync(cancellationToken));
        byte[] encrypted;
        try
        {
            encrypted = PasswordProof.Encrypted(target.Password, _nonce, key);
        }
        catch (CryptographicException e)
        {
            throw new DriverException(DriverFailure.Unsupported, "The password is too long for the server's RSA key.", e);
        }

        await SendAsync(() => writer.WriteBytes(encrypted), cancellationToken);
    }

    private async ValueTask<string> FetchKeyAsync(CancellationToken cancellationToken)
    {
        if (target.ServerPublicKeyFile is { } file)
        {
            try
            {
                return await File.ReadAllTextAsync(file, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new DriverException(DriverFailure.Tls, "The file with the server's RSA key cannot be read.", e);
            }
        }

        if (!target.AllowPublicKeyRetrieval)
        {
            throw new DriverException(
                DriverFailure.Tls,
                "The server wants the password itself, and the connection is not encrypted. Use TLS (SSL Mode=Required or better), "
                + "name the file with the server's RSA key (ServerRsaPublicKeyFile), or let the key be fetched (AllowPublicKeyRetrieval=true).");
        }

        await SendAsync(() => writer.WriteByte(RequestPublicKey), cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.Payload switch
        {
            [PacketHeader.AuthenticationMore, .. var pem] => Encoding.ASCII.GetString(pem),
            [PacketHeader.Error, ..] => throw new ServerErrorException(ErrorPacket.Read(reader.Payload)),
            _ => throw ProtocolError.Malformed("something else than its RSA key"),
        };
    }

    private static RSA ReadKey(string pem)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new DriverException(DriverFailure.Protocol, "The server's RSA key is not one.", e);
        }
    }

    private async ValueTask SendAsync(Action write, CancellationToken cancellationToken)
    {
        writer.Clear();
        writer.BeginPacket(reader.NextSequence);
        write();
        reader.Expect(writer.EndPacket());
        await WireStream.WriteAsync(stream, writer.Written, cancellationToken);
    }
}
