using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlinkYarn.Runtime.Security;

/// <summary>
/// What an application's processes know each other by: one certificate, made by the client for this application alone
/// and pinned by all sides, and a secret for REST (design decision "closed by default").
/// </summary>
sealed class ApplicationCredentials(X509Certificate2 certificate, string? secret) : IDisposable
{
    /// <summary>The host name that the certificate is made out to; addresses change, the pin does not.</summary>
    public const string HostName = "flinkyarn-application";

    const int SecretBytes = 32;

    public X509Certificate2 Certificate => certificate;

    /// <summary>Bearer token of REST calls; null in TaskManagers, which must not have it.</summary>
    public string? Secret => secret;

    /// <summary>Makes a certificate and a secret for a new application.</summary>
    public static ApplicationCredentials Create(string applicationId, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={HostName}, OU={applicationId}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(HostName);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        var now = time.GetUtcNow();
        using var ephemeral = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        // A key that came through PKCS#12 works with SslStream on every platform.
        var certificate = X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
        return new ApplicationCredentials(
            certificate, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));
    }

    /// <summary>Reads the files of a container; the secret's file may be absent.</summary>
    public static ApplicationCredentials Load(string certificateFile, string? secretFile)
    {
        var certificate = X509CertificateLoader.LoadPkcs12FromFile(certificateFile, null);
        return new ApplicationCredentials(certificate, secretFile is null ? null : File.ReadAllText(secretFile).Trim());
    }

    /// <summary>Reads what a client has found in an application's staging folder.</summary>
    public static ApplicationCredentials Load(byte[] certificate, string secret) =>
        new(X509CertificateLoader.LoadPkcs12(certificate, null), secret.Trim());

    /// <summary>
    /// The certificate with its key as PKCS#12 without a password: the file's permissions protect it.
    /// </summary>
    public byte[] ExportCertificate() => certificate.Export(X509ContentType.Pkcs12);

    /// <summary>Whether a peer shows the application's own certificate, byte for byte.</summary>
    public bool IsPinned(X509Certificate? peer) =>
        peer is not null && CryptographicOperations.FixedTimeEquals(peer.GetRawCertData(), certificate.RawData);

    /// <summary>Whether a caller knows the secret; compared in constant time.</summary>
    public bool IsSecret(string? presented) =>
        secret is not null && presented is not null && CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(presented), System.Text.Encoding.UTF8.GetBytes(secret));

    public void Dispose() => certificate.Dispose();
}
