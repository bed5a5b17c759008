<?php
// Verifies requests of Frontdesk with PHP alone (7.4 or newer): include it in your receiver.
declare(strict_types=1);

const FRONTDESK_TOLERANCE_S = 300;

/**
 * Null when the request is genuine, else the rule that failed. $headers have lower-case names
 * (array_change_key_case(getallheaders())), $body is file_get_contents('php://input'), never JSON that was decoded
 * and encoded again, $secret is "whsec_…" as it was shown.
 */
function frontdesk_verify(array $headers, string $body, string $secret, ?int $now = null): ?string
{
    $id = $headers['webhook-id'] ?? '';
    $timestamp = $headers['webhook-timestamp'] ?? '';
    if ($id === '' || !preg_match('/\A[0-9]{1,12}\z/', $timestamp)) {
        return 'headers';
    }
    if (abs(($now ?? time()) - (int) $timestamp) > FRONTDESK_TOLERANCE_S) {
        return 'timestamp';
    }
    // Standard Webhooks: the key is what the base64 holds; during a rotation there are several signatures.
    $key = base64_decode(preg_replace('/\Awhsec_/', '', $secret));
    $standard = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    $found = false;
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $given) {
        $found = hash_equals($standard, $given) || $found;
    }
    return $found ? null : 'signature';
}

/** For receivers that know X-Webhook-Signature only: the body alone, by the newest secret alone. */
function frontdesk_verify_hex(array $headers, string $body, string $secret): ?string
{
    $expected = 'sha256=' . hash_hmac('sha256', $body, $secret);
    return hash_equals($expected, $headers['x-webhook-signature'] ?? '') ? null : 'signature';
}
