package org.rapport.lsl.dialects;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

/** The spellings of units that outlets use. */
public final class Units {
    private final Map<String, List<Pattern>> spellings;

    /** @param spellings for each canonical unit the patterns of its spellings, whatever their case */
    Units(Map<String, List<String>> spellings) {
        this.spellings = new LinkedHashMap<>();
        spellings.forEach((unit, patterns) -> this.spellings.put(unit, patterns.stream()
                .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)).toList()));
    }

    /** Those that come with Rapport. */
    public static Units known() {
        try {
            JsonEntry json = Dialects.resource("units");
            Map<String, List<String>> spellings = new LinkedHashMap<>();
            for (String unit : json.members().keySet()) {
                spellings.put(unit, DialectReader.texts(json, unit));
            }
            return new Units(spellings);
        } catch (FileFault e) {
            throw new IllegalStateException(e);
        }
    }

    /** The canonical spelling; a unit that is not known stays as it is. */
    String canonical(String unit) {
        return spellings.entrySet().stream()
                .filter(known -> known.getValue().stream().anyMatch(spelling -> spelling.matcher(unit).matches()))
                .map(Map.Entry::getKey).findFirst().orElse(unit);
    }
}
