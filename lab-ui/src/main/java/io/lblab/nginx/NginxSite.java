package io.lblab.nginx;

import java.net.URI;
import java.util.Map;

/// What a configuration needs to know of the place where nginx runs, beside the upstream.
///
/// @param entry where clients reach nginx from this machine: `http://127.0.0.1:8000`
/// @param listen what follows `listen`: `80`, `127.0.0.1:8000`
/// @param workerProcesses `auto` or a number, what nginx starts with: an apply may change it
/// @param instanceAddresses `ip:port` of every instance by server name, as nginx prints it in
///   `$upstream_addr`
/// @param instanceIds the instance's `X-Instance-ID` by server name: `app1` → `1`
/// @param token what `/lab/instance/N/…` asks for in the header `X-Lab-Token`
/// @param labAddress the only address whose X-Forwarded-For is believed, as nginx sees the lab
/// @param runtimeDir folder, as nginx sees it, for its pid, cache and temporary files
/// @param accessLog the file of the access log, as nginx sees it: `/dev/stdout`
/// @param errorLog the file of the error log, as nginx sees it, or `stderr`
/// @param mimeTypes the path of mime.types, as nginx sees it
public record NginxSite(
        URI entry,
        String listen,
        String workerProcesses,
        Map<String, String> instanceAddresses,
        Map<String, String> instanceIds,
        String token,
        String labAddress,
        String runtimeDir,
        String accessLog,
        String errorLog,
        String mimeTypes) {

    public NginxSite {
        instanceAddresses = Map.copyOf(instanceAddresses);
        instanceIds = Map.copyOf(instanceIds);
    }
}
