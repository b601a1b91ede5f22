package org.rapport.training.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.json.Shown;
import org.rapport.recording.tables.TableRows;
import org.rapport.training.data.Session;

/** A long table in memory, cell by cell where it belongs. Every complaint is one line: the file, the line, what is wrong. */
public final class StudyTable {
    private static final int MAX_TIME = 10_000_000;
    /** More gaps than a session has, and far more memory than its lines. */
    private static final int MOST_ROWS_A_LINE = 1000;
    private static final int FEW_LINES = 10;
    private static final long MAX_LINES = 100_000_000;

    private final TableMapping mapping;
    private final Map<String, Course> courses = new LinkedHashMap<>();

    private StudyTable(TableMapping mapping) {
        this.mapping = mapping;
    }

    /** One session's values: for each column and role, by time. */
    private static final class Course {
        private final Map<String, Map<Integer, Float>> values = new HashMap<>();
        private String emitter = "";
        private String receiver = "";
        private long lines;
        private int first = Integer.MAX_VALUE;
        private int last = Integer.MIN_VALUE;
    }

    public static StudyTable read(TableMapping mapping) throws StudyException {
        StudyTable table = new StudyTable(mapping);
        try (TableRows rows = TableRows.open(mapping.file(), ',')) {
            table.checkColumns(rows);
            for (Optional<TableRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                if (row.get().line() > MAX_LINES) {
                    throw new StudyException(mapping.file() + ": has more than " + MAX_LINES + " lines");
                }
                table.take(rows.names(), row.get());
            }
        } catch (IOException e) {
            throw new StudyException(e.getMessage());
        }
        return table;
    }

    private void checkColumns(TableRows rows) throws IOException {
        List<String> needed = new ArrayList<>(List.of(mapping.session(), mapping.person(), mapping.role(), mapping.time()));
        needed.addAll(mapping.emitter());
        needed.addAll(mapping.receiver());
        for (String column : needed) {
            rows.column(column);
        }
    }

    private void take(List<String> names, TableRows.Row row) throws StudyException {
        Course course = courses.computeIfAbsent(cell(names, row, mapping.session()), key -> new Course());
        String word = cell(names, row, mapping.role());
        boolean emitter = word.equals(mapping.emitterWord());
        if (!emitter && !word.equals(mapping.receiverWord())) {
            throw fault(row, "\"" + word + "\" in column " + mapping.role() + " is neither " + mapping.emitterWord() + " nor "
                    + mapping.receiverWord());
        }
        String person = cell(names, row, mapping.person());
        if (emitter) {
            course.emitter = person;
        } else {
            course.receiver = person;
        }
        double time = number(cell(names, row, mapping.time()), row);
        if (time != Math.rint(time) || Math.abs(time) > MAX_TIME) {
            throw fault(row, "the time " + time + " is no count of samples");
        }
        course.lines++;
        course.first = Math.min(course.first, (int) time);
        course.last = Math.max(course.last, (int) time);
        for (int i = 0; i < names.size(); i++) {
            String cell = row.cells().get(i);
            if (!cell.isEmpty() && isNeeded(names.get(i), emitter)) {
                course.values.computeIfAbsent(key(names.get(i), emitter), key -> new HashMap<>()).put((int) time,
                        (float) number(cell, row));
            }
        }
    }

    /** Labels may be any of the receiver's columns; those that tell where a line belongs are no features. */
    private boolean isNeeded(String name, boolean emitter) {
        return emitter ? mapping.emitter().contains(name)
                : !List.of(mapping.session(), mapping.person(), mapping.role(), mapping.time()).contains(name);
    }

    private static String key(String column, boolean emitter) {
        return (emitter ? "e " : "r ") + column;
    }

    private String cell(List<String> names, TableRows.Row row, String column) throws StudyException {
        String cell = row.cells().get(names.indexOf(column));
        if (cell.isEmpty()) {
            throw fault(row, "column " + column + " is empty");
        }
        return cell;
    }

    private double number(String text, TableRows.Row row) throws StudyException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw fault(row, "\"" + text + "\" is no number");
        }
    }

    private StudyException fault(TableRows.Row row, String wrong) {
        return new StudyException(mapping.file() + ":" + row.line() + ": " + wrong);
    }

    /** The sessions in which both were there, in the table's order. */
    List<Session> sessions() throws StudyException {
        List<Session> sessions = new ArrayList<>();
        for (Map.Entry<String, Course> one : courses.entrySet()) {
            String name = one.getKey();
            Course course = one.getValue();
            long rows = (long) course.last - course.first + 1;
            if (rows > MOST_ROWS_A_LINE * Math.max(course.lines, FEW_LINES)) {
                throw new StudyException(mapping.file() + ": session " + Shown.name(name) + " has " + course.lines
                        + " lines, but its " + mapping.time() + " goes from " + course.first + " to " + course.last
                        + "; it must count the samples");
            }
            if (!course.emitter.isEmpty() && course.emitter.equals(course.receiver)) {
                throw new StudyException(mapping.file() + ": session " + Shown.name(name) + ": " + Shown.name(course.emitter)
                        + " is emitter and receiver; a session is of two people, each with an id of their own");
            }
            if (!course.emitter.isEmpty() && !course.receiver.isEmpty()) {
                sessions.add(new Session(name, course.emitter, course.receiver, mapping.file()));
            }
        }
        return sessions;
    }

    public int rows(Session session) {
        Course course = courses.get(session.name());
        return course.last - course.first + 1;
    }

    /** One column of one person, sample by sample; NaN where a cell is empty or not there. */
    public float[] column(Session session, String column, boolean emitter) {
        Course course = courses.get(session.name());
        float[] values = new float[rows(session)];
        Arrays.fill(values, Float.NaN);
        course.values.getOrDefault(key(column, emitter), Map.of()).forEach((time, value) -> values[time - course.first] = value);
        return values;
    }
}
