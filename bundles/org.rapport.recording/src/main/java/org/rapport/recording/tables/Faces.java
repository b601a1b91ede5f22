package org.rapport.recording.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The faces of a table of OpenFace: it has a row for each face of each frame, which {@code face_id} tells apart. */
final class Faces {
    static final String ID = "face_id";
    /** Words for the face to take, where only one is wanted. */
    static final String MOST_FREQUENT = "most frequent";
    static final String LARGEST = "largest";
    private static final String DISTANCE = "pose_Tz";
    private static final String LANDMARK_X = "x_";

    private static final int MOST = 1000;
    private static final int MOST_IN_WORDS = 10;

    private final Table table;
    /** The rows of each face, by its id. */
    private final Map<Long, List<Integer>> rows = new TreeMap<>();

    private Faces(Table table) throws IOException {
        this.table = table;
        double[] ids = table.names().contains(ID) ? table.column(ID) : new double[table.rows()];
        for (int row = 0; row < ids.length; row++) {
            rows.computeIfAbsent(Math.round(ids[row]), id -> new ArrayList<>()).add(row);
            if (rows.size() > MOST) {
                throw table.fault(row, "has one more than " + MOST + " faces; " + ID + " must number the people in the picture");
            }
        }
    }

    /** Of any table; one without ids has one face. */
    static Faces of(Table table) throws IOException {
        return new Faces(table);
    }

    /** Whether a table is OpenFace's, by the columns that each of them has. */
    static boolean areIn(Table table) {
        return table.names().containsAll(List.of("frame", "timestamp", "confidence", "success"));
    }

    boolean areSeveral() {
        return rows.size() > 1;
    }

    /** The table of each face, by its id. */
    Map<Long, Table> tables() {
        Map<Long, Table> tables = new TreeMap<>();
        rows.keySet().forEach(id -> tables.put(id, only(id)));
        return tables;
    }

    private Table only(long id) {
        return table.only(rows.get(id).stream().mapToInt(Integer::intValue).toArray());
    }

    /** The table of the face that has the most rows. */
    Table mostFrequent() {
        return only(best(rows.keySet().stream().collect(Collectors.toMap(id -> id, id -> (double) rows.get(id).size()))));
    }

    /**
     * The table of the face that is the largest on average: by its landmarks, or else the nearest one.
     *
     * @throws IOException if the table has neither
     */
    Table largest() throws IOException {
        Map<Long, Double> sizes = new HashMap<>();
        List<String> landmarks = table.names().stream().filter(name -> name.startsWith(LANDMARK_X)).toList();
        for (long id : rows.keySet()) {
            Table face = only(id);
            double[] size = new double[face.rows()];
            if (landmarks.isEmpty()) {
                double[] distance = face.column(DISTANCE);
                IntStream.range(0, size.length).forEach(row -> size[row] = -distance[row]);
            } else {
                for (int row = 0; row < size.length; row++) {
                    size[row] = width(face, landmarks, row);
                }
            }
            sizes.put(id, IntStream.range(0, size.length).mapToDouble(row -> size[row]).filter(Double::isFinite).average()
                    .orElse(Double.NEGATIVE_INFINITY));
        }
        return only(best(sizes));
    }

    private static double width(Table face, List<String> landmarks, int row) throws IOException {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (String landmark : landmarks) {
            double x = face.column(landmark)[row];
            least = Math.min(least, x);
            greatest = Math.max(greatest, x);
        }
        return greatest - least;
    }

    private static long best(Map<Long, Double> values) {
        return values.entrySet().stream().max(
                Map.Entry.<Long, Double>comparingByValue().thenComparing(Map.Entry.<Long, Double>comparingByKey().reversed()))
                .orElseThrow().getKey();
    }

    /** For people: which there are. */
    String words() {
        return rows.size() + " faces ("
                + rows.entrySet().stream().limit(MOST_IN_WORDS)
                        .map(face -> ID + " " + face.getKey() + " in " + face.getValue().size() + " rows")
                        .collect(Collectors.joining(", "))
                + (rows.size() > MOST_IN_WORDS ? ", ...)" : ")");
    }
}
