package io.lyceum.plugins;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with plugins. */
public enum PluginProblem implements ProblemCode {
    NO_SUCH_PLUGIN(404, "There is no such plugin here."),
    PLUGIN_REFUSED(422, "This archive is not taken: {0}"),
    PLUGIN_VERSION_EXISTS(
            409, "Version {1} of {0} is here already with other content. Raise the version."),
    PLUGIN_NOT_INSTALLED(409, "The school has not installed {0}, or has disabled it."),
    PLUGIN_CONSENT_MISSING(
            409, "The plugin asks for rights that were not agreed to. Read them and agree."),
    PLUGIN_IN_USE(
            409, "{0} activities in lessons use this plugin. Remove them, or disable the plugin."),
    PLUGIN_UNAVAILABLE(
            503, "This part comes from a plugin that does not answer just now. Try again soon."),
    PLUGIN_DOES_NOT_START(409, "This version does not start, so nothing has changed. It says: {0}"),
    PLUGIN_NODES_NOT_READY(
            503, "Not every server has loaded this version yet. Nothing has changed; try again."),
    PLUGIN_REVOKED(409, "The platform has withdrawn this version of the plugin: {0}"),
    PLUGIN_STATE(409, "{0} is {1} and cannot become {2}."),
    PLUGIN_TAKEN(409, "The plugin {0} belongs to the publisher {1}."),
    PLUGIN_NOT_RATED(409, "Only a school that has installed {0} can rate it."),
    RATING_ANSWERED(409, "This rating has been answered already."),
    NO_SUCH_PUBLISHER(404, "There is no such publisher here."),
    PUBLISHER_TAKEN(409, "The publisher id {0} is taken. Choose another one."),
    PUBLISHER_SUSPENDED(409, "The publisher {0} is suspended. Ask the platform's administrators.");

    private final int status;
    private final String message;

    PluginProblem(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
