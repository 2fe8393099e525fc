// SPDX-License-Identifier: GPL-3.0-or-later
#include "https-lab.h"

#include "net/evidence.h"

#include <glib/gstdio.h>
#include <string.h>

static Identity *authority; /* owned while the tests run */
static Identity *good; /* owned while the tests run: for *.example.test */

void
https_lab_set_up (HttpsLab *lab, Identity *identity, WebManner manner, const WebPage *pages)
{
  lab->resolver = mock_resolver_new ();
  mock_resolver_set_addresses (lab->resolver, "127.0.0.1");
  g_resolver_set_default (G_RESOLVER (lab->resolver));
  lab->network = pl_network_new ();
  lab->recorder = evidence_new ();
  lab->peer = web_peer_start (identity != NULL ? identity : good, manner, pages);
  lab->deadline = pl_deadline_in (10000);
  lab->cancellable = g_cancellable_new ();
}

void
https_lab_tear_down (HttpsLab *lab)
{
  g_clear_pointer (&lab->peer, web_peer_stop);
  g_clear_pointer (&lab->body, g_bytes_unref);
  g_clear_error (&lab->error);
  g_object_unref (lab->cancellable);
  pl_recorder_free (lab->recorder);
  pl_network_unref (lab->network);
  g_object_unref (lab->resolver);
}

PlOutcome
https_lab_post (HttpsLab *lab, const char *host_and_path, const char *text, const char *type)
{
  const char *slash = strchr (host_and_path, '/');
  g_autofree char *url = g_strdup_printf ("https://%.*s:%u%s", (int) (slash - host_and_path),
                                          host_and_path, web_peer_get_port (lab->peer), slash);
  const PlHttpsRequest request = { url, text, type };
  const PlSourceContext context = {
    .network = lab->network,
    .domain = "example.test",
    .recorder = lab->recorder,
    .reason = &lab->reason,
    .deadline = &lab->deadline,
    .cancellable = lab->cancellable,
  };
  PlOutcome outcome;

  g_clear_pointer (&lab->body, g_bytes_unref);
  g_clear_error (&lab->error);
  lab->reason = NULL;
  outcome = pl_https_ask (&context, &request, &lab->body, &lab->error);
  g_assert_cmpint (outcome == PL_OUTCOME_FOUND, ==, lab->body != NULL);
  g_assert_cmpint (outcome == PL_OUTCOME_CANCELLED, ==, lab->error != NULL);
  return outcome;
}

PlOutcome
https_lab_ask (HttpsLab *lab, const char *host_and_path)
{
  return https_lab_post (lab, host_and_path, NULL, NULL);
}

void
https_lab_assert_body (HttpsLab *lab, const char *text)
{
  gsize size;
  const char *bytes = g_bytes_get_data (lab->body, &size);

  g_assert_cmpmem (bytes, size, text, strlen (text));
}

int
https_lab_run (void)
{
  static const IdentitySpec authority_spec = { "Test CA", .begins = -1, .ends = 20, .is_ca = TRUE };
  static const IdentitySpec good_spec = { "Web", "*.example.test", .begins = -1, .ends = 20 };
  g_autofree char *trusted = NULL;
  int status;

  authority = identity_new (&authority_spec, NULL);
  good = identity_new (&good_spec, authority);
  trusted = web_peer_trust (authority);
  status = g_test_run ();

  g_unlink (trusted);
  identity_free (good);
  identity_free (authority);
  return status;
}

Identity *
https_lab_get_authority (void)
{
  return authority;
}
