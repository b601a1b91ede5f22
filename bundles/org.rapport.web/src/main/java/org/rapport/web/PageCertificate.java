package org.rapport.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.rapport.web.participant.FreshToken;

/**
 * What the page shows browsers of itself over HTTPS: the lab's certificate, or one that is made at the first start, which
 * browsers warn of until they are told to trust it.
 *
 * @param keystore the file with certificate and key, PKCS #12 or JKS
 * @param password of the file and the key
 * @param isOwn whether Rapport made it
 */
record PageCertificate(Path keystore, String password, boolean isOwn) {
    private static final String ALIAS = "rapport";
    private static final int DAYS = 825;
    private static final Duration LAST_DAYS = Duration.ofDays(14);
    private static final int KEYTOOL_SECONDS = 60;
    private static final String PASSWORD = "RAPPORT_KEYSTORE_PASSWORD";

    /**
     * The lab's own.
     *
     * @throws IOException if it cannot be used; one line that says why
     */
    static PageCertificate of(Path keystore, String password) throws IOException {
        PageCertificate given = new PageCertificate(keystore, password, false);
        X509Certificate certificate = given.certificate();
        if (certificate.getNotAfter().before(new Date())) {
            throw new IOException(keystore + ": the certificate ended on " + certificate.getNotAfter() + "; get a new one");
        }
        return given;
    }

    /**
     * The one that was made at the first start, or a new one: where there is none, where it ends soon, or is for other names.
     *
     * @param folder where it is kept
     * @param names those that browsers use for this computer
     */
    static PageCertificate made(Path folder, Collection<String> names) throws IOException {
        Path keystore = folder.resolve("page.p12");
        Path secret = folder.resolve("page.password");
        Set<String> wanted = new TreeSet<>(names);
        wanted.addAll(List.of("localhost", "127.0.0.1"));
        wanted.removeIf(name -> name.equals("0.0.0.0") || name.contains(":"));
        if (Files.exists(keystore) && Files.exists(secret)) {
            PageCertificate kept = new PageCertificate(keystore, Files.readString(secret).strip(), true);
            if (kept.isFor(wanted)) {
                return kept;
            }
        }
        Files.createDirectories(folder);
        Files.deleteIfExists(keystore);
        String password = FreshToken.make();
        Files.deleteIfExists(secret);
        ownersOnly(Files.createFile(secret));
        Files.writeString(secret, password + "\n");
        keytool(keystore, password, wanted);
        ownersOnly(keystore);
        PageCertificate made = new PageCertificate(keystore, password, true);
        made.export(folder.resolve("page.crt"));
        return made;
    }

    private static void ownersOnly(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Java makes certificates by this program only. */
    private static void keytool(Path keystore, String password, Set<String> names) throws IOException {
        Path tool = Path.of(System.getProperty("java.home"), "bin",
                System.getProperty("os.name").startsWith("Windows") ? "keytool.exe" : "keytool");
        String alternatives = names.stream().map(name -> (name.matches("[0-9.]+") ? "ip:" : "dns:") + name)
                .collect(Collectors.joining(","));
        ProcessBuilder builder = new ProcessBuilder(tool.toString(), "-genkeypair", "-alias", ALIAS, "-keyalg", "EC",
                "-groupname", "secp256r1", "-validity", String.valueOf(DAYS), "-dname", "CN=Rapport on " + host(), "-ext",
                "SAN=" + alternatives, "-ext", "KeyUsage=digitalSignature", "-ext", "ExtendedKeyUsage=serverAuth", "-storetype",
                "PKCS12", "-keystore", keystore.toString(), "-storepass:env", PASSWORD).redirectErrorStream(true);
        builder.environment().put(PASSWORD, password); // others on this computer see arguments
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroy();
                throw new IOException(
                        "no certificate could be made: keytool: " + said.lines().findFirst().orElse("does not end"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a certificate was made", e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** For browsers to be told to trust. */
    private void export(Path file) throws IOException {
        try {
            Files.writeString(file,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(certificate().getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private KeyStore open() throws IOException {
        try {
            return KeyStore.getInstance(keystore.toFile(), password.toCharArray());
        } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
            throw new IOException(keystore + ": cannot be read as a keystore (PKCS #12 or JKS): " + e.getMessage()
                    + "; see rapport.page.keystore and rapport.page.keystore.password in conf/config.properties", e);
        }
    }

    private X509Certificate certificate() throws IOException {
        try {
            KeyStore store = open();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate found) {
                    return found;
                }
            }
            throw new IOException(keystore + ": has no certificate with its key");
        } catch (GeneralSecurityException e) {
            throw new IOException(keystore + ": " + e.getMessage(), e);
        }
    }

    /** PKCS12 or JKS. */
    String type() throws IOException {
        return open().getType().toUpperCase(Locale.ROOT);
    }

    private boolean isFor(Set<String> wanted) throws IOException {
        try {
            X509Certificate certificate = certificate();
            Set<String> names = new HashSet<>();
            if (certificate.getSubjectAlternativeNames() != null) {
                certificate.getSubjectAlternativeNames().forEach(name -> names.add(String.valueOf(name.get(1))));
            }
            return names.containsAll(wanted) && certificate.getNotAfter().toInstant().isAfter(Instant.now().plus(LAST_DAYS));
        } catch (GeneralSecurityException e) {
            throw new IOException(keystore + ": " + e.getMessage(), e);
        }
    }

    /** SHA-256 of the certificate, as browsers show it: who sees the same there sees this runtime. */
    String fingerprint() throws IOException {
        try {
            return HexFormat.ofDelimiter(":").withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A connection to an address of this page that trusts this certificate, and no other. */
    HttpsURLConnection connect(URI address) throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            HttpsURLConnection connection = (HttpsURLConnection) address.toURL().openConnection();
            connection.setSSLSocketFactory(context.getSocketFactory());
            connection.setHostnameVerifier((host, session) -> true); // the very certificate is asked for
            return connection;
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
