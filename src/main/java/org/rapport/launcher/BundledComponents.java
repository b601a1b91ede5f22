package org.rapport.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.felix.metatype.AD;
import org.apache.felix.metatype.Designate;
import org.apache.felix.metatype.MetaData;
import org.apache.felix.metatype.MetaDataReader;
import org.apache.felix.metatype.OCD;
import org.osgi.framework.Constants;
import org.rapport.api.node.Source;
import org.rapport.engine.NodeDescription;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What bundles say of components that have to do with nodes and of the settings of these, read from their jars (OSGi Compendium
 * 112.4 and 105.7), as the framework gets to know it when they start.
 */
final class BundledComponents {
    private static final String METATYPES = "OSGI-INF/metatype/";
    /** Named by what makes nodes or checks them. */
    private static final String NODES = Source.class.getPackageName() + ".";

    private final DocumentBuilder xml;
    private final MetaDataReader metatypes = new MetaDataReader();

    /**
     * A component.
     *
     * @param pid of its configuration
     * @param maker the name of its class
     * @param services the class names of its services
     * @param properties texts, those with several values as arrays
     * @param bundle the symbolic name of its bundle
     * @param settings of its configurations, if it is made from a factory's
     */
    record Component(String pid, String maker, List<String> services, Map<String, Object> properties, String bundle,
            Optional<NodeDescription.Settings> settings) {
    }

    private BundledComponents() throws ParserConfigurationException {
        xml = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
    }

    /**
     * Reads those of all bundles.
     *
     * @param bundles the folder of their jars
     * @throws IOException if one cannot be read
     */
    static List<Component> in(Path bundles) throws IOException {
        List<Component> all = new ArrayList<>();
        try (Stream<Path> jars = Files.list(bundles)) {
            BundledComponents components = new BundledComponents();
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                components.read(jar, all);
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
        return all;
    }

    private void read(Path file, List<Component> all) throws IOException, SAXException {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Attributes headers = jar.getManifest() == null ? new Attributes() : jar.getManifest().getMainAttributes();
            String components = headers.getValue("Service-Component");
            if (components == null) {
                return;
            }
            Map<String, NodeDescription.Settings> settings = settings(jar);
            String bundle = headers.getValue(Constants.BUNDLE_SYMBOLICNAME).split(";")[0].strip();
            for (String name : components.split(",")) {
                byte[] text = bytes(jar, name.strip());
                if (new String(text, StandardCharsets.UTF_8).contains(NODES)) {
                    all.add(component(xml.parse(new ByteArrayInputStream(text)).getDocumentElement(), bundle, settings));
                }
            }
        }
    }

    /** By factory PID. */
    private Map<String, NodeDescription.Settings> settings(JarFile jar) throws IOException {
        Map<String, NodeDescription.Settings> settings = new HashMap<>();
        for (String name : jar.stream().map(JarEntry::getName).filter(one -> one.matches(METATYPES + "[^/]+")).toList()) {
            MetaData metatype = metatypes.parse(new ByteArrayInputStream(bytes(jar, name)));
            for (Object one : metatype.getDesignates()) {
                Designate designate = (Designate) one;
                OCD definition = (OCD) metatype.getObjectClassDefinitions().get(designate.getObject().getOcdRef());
                settings.put(designate.getFactoryPid(), settings(definition));
            }
        }
        return settings;
    }

    private static byte[] bytes(JarFile jar, String name) throws IOException {
        try (InputStream entry = jar.getInputStream(jar.getEntry(name))) {
            return entry.readAllBytes();
        }
    }

    private static NodeDescription.Settings settings(OCD definition) {
        List<AD> all = new ArrayList<>();
        for (Object one : definition.getAttributeDefinitions().values()) {
            all.add((AD) one);
        }
        return new NodeDescription.Settings(definition.getDescription(), all.stream().map(BundledSetting::of).toList(),
                all.stream().filter(AD::isRequired).map(BundledSetting::of).toList());
    }

    private static Component component(Element root, String bundle, Map<String, NodeDescription.Settings> settings) {
        String pid = root.getAttribute("configuration-pid").isEmpty() ? root.getAttribute("name")
                : root.getAttribute("configuration-pid").split("\\s+")[0];
        Map<String, Object> properties = new HashMap<>();
        for (Element property : elements(root, "property")) {
            properties.put(property.getAttribute("name"), property.hasAttribute("value") ? property.getAttribute("value")
                    : property.getTextContent().strip().split("\\s*\n\\s*"));
        }
        return new Component(pid, elements(root, "implementation").get(0).getAttribute("class"),
                elements(root, "provide").stream().map(one -> one.getAttribute("interface")).toList(), properties, bundle,
                Optional.ofNullable(settings.get(pid)));
    }

    private static List<Element> elements(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
    }
}
