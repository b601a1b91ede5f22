package org.rapport.testkit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.osgi.util.converter.Converters;

/** Makes a node's settings as the runtime makes them of a pipeline file. */
public final class NodeSettings {
    private final Class<? extends Annotation> type;
    private final Map<String, Object> values;

    private NodeSettings(Class<? extends Annotation> type, Map<String, ?> values) {
        this.type = type;
        this.values = new TreeMap<>(values);
    }

    /** All at their defaults. */
    public static <T extends Annotation> T of(Class<T> type) {
        return of(type, Map.of());
    }

    /**
     * What is left out has its default; without one it is 0, false, an empty list or null, as in the runtime. Values are
     * converted to the setting's type: {@code 25} to a double, a list to an array.
     *
     * @param type the annotation type that the node's constructor takes
     * @param values settings by key
     * @throws IllegalArgumentException if there is no such setting, or a value is not of its type
     */
    public static <T extends Annotation> T of(Class<T> type, Map<String, ?> values) {
        NodeSettings settings = new NodeSettings(type, values);
        settings.check();
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> settings.answer(proxy, method, arguments)));
    }

    private void check() {
        Map<String, Method> known = Arrays.stream(type.getDeclaredMethods()).filter(method -> !method.isSynthetic())
                .collect(Collectors.toMap(Method::getName, method -> method, (one, other) -> one, TreeMap::new));
        for (String key : values.keySet()) {
            if (!known.containsKey(key)) {
                throw new IllegalArgumentException(
                        type.getName() + " has no setting \"" + key + "\"; there are " + String.join(", ", known.keySet()));
            }
            value(known.get(key));
        }
    }

    private Object answer(Object proxy, Method method, Object... arguments) {
        if (method.getDeclaringClass() == type) {
            return value(method);
        }
        return switch (method.getName()) {
            case "annotationType" -> type;
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "@" + type.getName() + values;
        };
    }

    private Object value(Method setting) {
        Object value = values.getOrDefault(setting.getName(), setting.getDefaultValue());
        try {
            return Converters.standardConverter().convert(value).to(setting.getGenericReturnType());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(type.getName() + ": \"" + setting.getName() + "\": " + value + " is no "
                    + setting.getReturnType().getSimpleName(), e);
        }
    }
}
