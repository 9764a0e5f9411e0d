package io.lyceum.admin.plugins;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Tab;
import io.lyceum.plugins.PluginRatings;
import io.lyceum.plugins.PluginVersion.State;
import io.lyceum.plugins.Plugins;
import io.lyceum.plugins.Publishers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sides of the platform's plugins, with how many there are on each. */
@RequestScoped
class PlatformPluginTabs {

    @Inject Desk desk;
    @Inject Plugins plugins;
    @Inject Publishers publishers;
    @Inject PluginRatings ratings;

    List<Tab> at(String here) {
        Map<State, Long> counts = plugins.counts();
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return List.of(
                tab(here, "review", "", counts.get(State.IN_REVIEW)),
                tab(here, "all", "?show=all", all),
                tab(here, "publishers", "/publishers", publishers.list().size()),
                tab(here, "ratings", "/ratings", ratings.all().size()));
    }

    private Tab tab(String here, String key, String address, long count) {
        return new Tab(
                PlatformPluginsResource.PATH + address,
                desk.t("plugins.tab." + key),
                count == 0 ? Optional.empty() : Optional.of(desk.words().number(count)),
                key.equals(here));
    }
}
