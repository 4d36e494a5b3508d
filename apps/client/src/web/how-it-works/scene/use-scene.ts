import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Scene } from '../../../shared/scene';
import type { SystemState } from '../../../shared/system-state';
import { requestJson } from '../../api/http';

export type SceneAction = 'play' | 'pause' | 'resume' | 'next' | 'stop';

/** Directs the scene, which is one for everybody who looks. */
export function useSceneActions() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (action: SceneAction) =>
      requestJson<Scene>('/system/scene', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ action }),
      }),
    onSuccess: (scene) =>
      cache.setQueryData<SystemState>(['session', 'system'], (state) => state && { ...state, scene }),
  });
}
