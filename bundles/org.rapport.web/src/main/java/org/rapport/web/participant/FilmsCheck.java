package org.rapport.web.participant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.home.Home;
import org.rapport.api.node.NodeCheck;

/** That there are films, texts and questions as the pipeline says. */
@Component(property = NodeCheck.TYPE + "=rapport.source.films")
public final class FilmsCheck implements NodeCheck {
    private final Home home;

    @Activate
    public FilmsCheck(@Reference Home home) {
        this.home = home;
    }

    @Override
    public List<Problem> check(PlannedNode node) {
        List<Problem> problems = new ArrayList<>(ConsentCheck.of(node, home));
        List<String> practice = RatingCheck.texts(node.settings(), "practice");
        try {
            List<String> films = FilmsSource.in(home.folder().resolve(node.setting("folder").orElse(""))).stream()
                    .map(film -> film.getFileName().toString()).toList();
            practice.stream().filter(film -> !films.contains(film))
                    .forEach(film -> problems.add(new Problem("practice", "\"" + film + "\" is not in the folder of films")));
            if (films.stream().allMatch(practice::contains)) {
                problems.add(new Problem("folder", "there is no film (mp4, webm, m4v, mov, ogv) in it"
                        + (practice.isEmpty() ? "; put some there" : " but those to practise")));
            }
        } catch (IOException e) {
            problems.add(new Problem("folder", e.getMessage()));
        }
        for (String question : RatingCheck.texts(node.settings(), "questions")) {
            try {
                FilmQuestion.of(question);
            } catch (IllegalArgumentException e) {
                problems.add(new Problem("questions", e.getMessage()));
            }
        }
        node.setting("instructions").filter(file -> !file.isEmpty()).ifPresent(file -> {
            try {
                ConsentText.read(home.folder().resolve(file));
            } catch (IOException e) {
                problems.add(new Problem("instructions", e.getMessage()));
            }
        });
        return problems;
    }
}
