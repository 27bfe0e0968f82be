package cli

import (
	"context"
	"strconv"
	"time"

	"winkterm/ui/setup"
	"winkterm/ui/setup/keystore"
)

// keyStoreWait is how long the key store may take, which may ask the user to unlock it.
const keyStoreWait = time.Minute

// wantsKeyStore says whether the key of the host is in the key store: KEY_STORE says so, and
// no other key is set.
func (c configuration) wantsKeyStore() (bool, error) {
	text := c.values[envKeyStore]
	if text == "" {
		return false, nil
	}
	wanted, err := strconv.ParseBool(text)
	if err != nil {
		return false, usage("%s is 1 or 0, and not what it is now", envKeyStore)
	}
	return wanted && c.values[envKey] == "" && c.values[envSecret] == "", nil
}

// askKeyStore takes the key of the host from the key store, where it is wanted from there.
func (c *configuration) askKeyStore(ctx context.Context, s Streams) error {
	wanted, err := c.wantsKeyStore()
	if err != nil || !wanted {
		return err
	}
	if err := setup.CheckAddress(c.openAPI(), envOpenHost); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, keyStoreWait)
	defer cancel()
	entry, err := keystore.Store{Env: s.env}.Get(ctx, c.openAPI())
	if err != nil {
		return usage("%s is set: %w", envKeyStore, err)
	}
	c.values[envKey], c.values[envSecret], c.stored = entry.Key.Reveal(), entry.Secret.Reveal(), &entry
	return nil
}
