package org.rapport.web.face;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.rapport.api.command.CommandException;
import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

/** Where models are fetched from: a file that a laboratory edits to name a mirror of its own. */
final class ModelAddresses {
    private static final long LARGEST_FILE = 1 << 16;
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final int OK = 200;

    private final Path file;

    /** @param file {@code conf/models.json} */
    ModelAddresses(Path file) {
        this.file = file;
    }

    /** @throws CommandException if the file does not say; one line */
    List<URI> of(String model) throws CommandException {
        List<URI> addresses = new ArrayList<>();
        try {
            for (JsonEntry address : JsonEntry.read(file, LARGEST_FILE).list(model)) {
                addresses.add(address(address));
            }
        } catch (NoSuchFileException e) {
            throw new CommandException(file + " is not there; " + FaceFolder.ADVICE, e);
        } catch (FileFault e) {
            throw new CommandException(e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandException(file + ": cannot be read: " + e.getMessage(), e);
        }
        if (addresses.isEmpty()) {
            throw new CommandException(file + ": has no addresses under \"" + model + "\"; " + FaceFolder.ADVICE);
        }
        return addresses;
    }

    private static URI address(JsonEntry entry) throws FileFault {
        try {
            URI address = new URI(entry.text());
            if (List.of("http", "https", "file").contains(String.valueOf(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw entry.fault("is no address that begins with https:, http: or file:");
    }

    /**
     * Fetches a file, by way of the proxy that Java is told of.
     *
     * @throws CommandException if that fails; one line
     */
    byte[] fetch(URI address) throws CommandException, InterruptedException {
        Optional<ProxySelector> proxy = Optional.ofNullable(ProxySelector.getDefault());
        try {
            if (address.getScheme().equals("file")) {
                return bounded(address, Files.newInputStream(Path.of(address)));
            }
            HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NORMAL);
            proxy.ifPresent(client::proxy);
            HttpResponse<InputStream> response = client.build().send(HttpRequest.newBuilder(address).timeout(ANSWER).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != OK) {
                throw failed(address, "the answer is " + response.statusCode(), null);
            }
            return bounded(address, response.body());
        } catch (ConnectException e) {
            throw failed(address, "nobody answers there", e);
        } catch (NoSuchFileException e) {
            throw failed(address, "there is no such file", e);
        } catch (IOException e) {
            throw failed(address, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
        }
    }

    private byte[] bounded(URI address, InputStream body) throws IOException, CommandException {
        try (body) {
            byte[] content = body.readNBytes(FacePackages.MOST_BYTES + 1);
            if (content.length > FacePackages.MOST_BYTES) {
                throw failed(address, "it sends more than " + FacePackages.MOST_BYTES + " bytes", null);
            }
            return content;
        }
    }

    private CommandException failed(URI address, String why, IOException cause) {
        return new CommandException(address + ": cannot be fetched: " + why + "; name another address in " + file
                + ", tell Java of a proxy (JAVA_OPTS=\"-Dhttps.proxyHost=... -Dhttps.proxyPort=...\"), or " + FaceFolder.ADVICE,
                cause);
    }
}
