package org.rapport.web;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.home.Home;
import org.rapport.api.page.Page;

/** Opens the page: finds a port, has Felix listen there, and makes sure that it is this runtime who answers. */
@Component(service = Page.class)
public final class SessionPage implements Page {
    private static final int PORTS_TRIED = 20;
    private static final int DEFAULT_PORT = 8085;
    private static final long PATIENCE_MILLIS = 60_000;
    private static final int STEP_MILLIS = 50;

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final Access access;
    private final Watch watch;
    private final Viewers viewers;
    private final Wiring wiring;
    private final Invitations invitations;
    private final Home home;
    private volatile boolean closing;
    private Configuration server;

    @Activate
    public SessionPage(BundleContext context, @Reference ConfigurationAdmin configurations, @Reference Access access,
            @Reference Watch watch, @Reference Viewers viewers, @Reference Wiring wiring, @Reference Invitations invitations,
            @Reference Home home) {
        this.context = context;
        this.configurations = configurations;
        this.access = access;
        this.watch = watch;
        this.viewers = viewers;
        this.wiring = wiring;
        this.invitations = invitations;
        this.home = home;
    }

    @Override
    public synchronized List<String> open(Path pipelines, int port) throws IOException {
        String host = property("rapport.page.host", "127.0.0.1");
        int wanted = port > 0 ? port : configured();
        int free = free(host, wanted);
        List<String> names = Stream.of(property("rapport.page.names", "").split("[,\\s]+")).filter(name -> !name.isEmpty())
                .toList();
        Optional<PageCertificate> certificate = certificate(host, names);
        access.listensAt(host, free, Set.copyOf(names));
        wiring.follow(pipelines);
        watch.begin();
        viewers.begin();
        server = configurations.getConfiguration("org.apache.felix.http", "?");
        server.update(settings(host, free, certificate));
        String address = address(host, free, certificate.isPresent());
        await(address, certificate);
        List<String> lines = new ArrayList<>();
        lines.add("page: " + address + "?token=" + access.actToken() + (free == wanted ? "" : " (port " + wanted + " is taken)"));
        if (!access.isLoopback()) {
            lines.add("page, to look only: " + address + "?token=" + access.lookToken());
        }
        if (certificate.isPresent()) {
            lines.add(
                    "page: its certificate has the SHA-256 fingerprint " + certificate.get().fingerprint()
                            + (certificate.get().isOwn()
                                    ? "; browsers warn of it until they are told to trust "
                                            + certificate.get().keystore().resolveSibling("page.crt") + " (src/docs/ratings.md)"
                                    : ""));
        }
        // participants may sit at another computer, which knows this one by the first of its names
        String elsewhere = access.isLoopback() || names.isEmpty() ? address
                : address(names.get(0), free, certificate.isPresent());
        lines.addAll(invitations.begin(elsewhere, System.out::println)); // not into a log: tokens are in it
        return lines;
    }

    /** What it shows of itself over HTTPS; empty for HTTP. */
    private Optional<PageCertificate> certificate(String host, List<String> names) throws IOException {
        if (!Boolean.parseBoolean(property("rapport.page.https", "false"))) {
            return Optional.empty();
        }
        String keystore = property("rapport.page.keystore", "");
        if (!keystore.isEmpty()) {
            String password = property("rapport.page.keystore.password", "");
            return Optional.of(PageCertificate.of(home.folder().resolve(keystore), password));
        }
        List<String> all = new ArrayList<>(names);
        all.add(host);
        return Optional.of(PageCertificate.made(home.work().resolve("certificate"), all));
    }

    @Override
    public void close() {
        closing = true;
        end();
    }

    private synchronized void end() {
        viewers.end();
        try {
            if (server != null) {
                server.delete();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e); // configurations are in memory
        }
        server = null;
    }

    private static Dictionary<String, Object> settings(String host, int port, Optional<PageCertificate> certificate)
            throws IOException {
        Dictionary<String, Object> settings = plain(host, port);
        if (certificate.isPresent()) {
            settings.put("org.apache.felix.http.enable", "false");
            settings.put("org.apache.felix.https.enable", "true");
            settings.put("org.osgi.service.http.port.secure", String.valueOf(port));
            settings.put("org.apache.felix.https.keystore", certificate.get().keystore().toString());
            settings.put("org.apache.felix.https.keystore.type", certificate.get().type());
            settings.put("org.apache.felix.https.keystore.password", certificate.get().password());
            settings.put("org.apache.felix.https.keystore.key.password", certificate.get().password());
        }
        return settings;
    }

    private static Dictionary<String, Object> plain(String host, int port) {
        return new Hashtable<>(Map.of("org.osgi.service.http.port", String.valueOf(port), "org.apache.felix.http.host", host,
                "org.apache.felix.http.enable", "true", "org.apache.felix.jetty.websocket.enable", "true",
                // a slow or silent client costs one connection for half a minute; answers need few threads
                "org.apache.felix.http.timeout", "30000", "org.apache.felix.http.jetty.threadpool.max", "24",
                "org.apache.felix.http.jetty.headerBufferSize", "8192", "org.apache.felix.http.jetty.requestSizeLimit", "1048576",
                "org.apache.felix.http.jetty.sendServerHeader", "false"));
    }

    private String property(String key, String otherwise) {
        String value = context.getProperty(key);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private int configured() throws IOException {
        String text = property("rapport.page.port", String.valueOf(DEFAULT_PORT));
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new IOException("conf/config.properties: rapport.page.port: \"" + text + "\" is not a port; give 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    private static int free(String host, int wanted) throws IOException {
        int last = Math.min(65_535, wanted + PORTS_TRIED - 1);
        IOException failure = null;
        for (int port = wanted; port <= last; port++) {
            try (ServerSocket trial = new ServerSocket()) {
                trial.setReuseAddress(true);
                trial.bind(new InetSocketAddress(InetAddress.getByName(host), port));
                return port;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw new IOException(
                "no port from " + wanted + " to " + last + " can be had at " + host + ": " + failure.getMessage()
                        + "; give another one with --page, or another address in rapport.page.host of conf/config.properties",
                failure);
    }

    /** An address for people; one that stands for all addresses is none. */
    private static String address(String host, int port, boolean secure) {
        String shown = host.matches("0\\.0\\.0\\.0|[0:]*::[0:]*") ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        return (secure ? "https://" : "http://") + shown + ":" + port + "/";
    }

    /** Waits until this runtime answers there, which its token proves. */
    private void await(String address, Optional<PageCertificate> certificate) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        String problem = "nobody answers";
        while (System.nanoTime() < deadline && !closing) {
            try {
                URI session = URI.create(address + "api/session");
                HttpURLConnection connection = certificate.isPresent() ? certificate.get().connect(session)
                        : (HttpURLConnection) session.toURL().openConnection();
                connection.setRequestProperty("Authorization", "Bearer " + access.actToken());
                connection.setConnectTimeout(1000);
                connection.setReadTimeout(1000);
                int code = connection.getResponseCode();
                connection.disconnect();
                if (code == HttpURLConnection.HTTP_OK) {
                    return;
                }
                problem = "it answers " + code;
            } catch (IOException e) {
                problem = e.getMessage();
            }
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while it was opened", e);
            }
        }
        throw new IOException(address + " does not open: " + problem);
    }
}
