/**
 * Who may do what. Roles are given per workspace; a role is a set of permissions and nothing else, so this
 * table is the whole truth. An administrator runs the portal and does not thereby approve risk.
 */
import { z } from 'zod';

export const ROLES = [
  'viewer',
  'contributor',
  'assessor',
  'facilitator',
  'approver',
  'admin',
  'auditor',
] as const;
export const role = z.enum(ROLES);
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  /** See inventory, exposure, techniques and finished reports. */
  'graph.read',
  /** Bring files in. */
  'graph.import',
  /** Change single records by hand. */
  'graph.edit',
  /** Build and download reports. */
  'report.build',
  'workshop.join',
  'workshop.lead',
  'review.approve',
  /** Read the journal of every change. */
  'audit.read',
  'workspace.create',
  'account.manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READ = ['graph.read', 'report.build'] as const;
const WRITE = [...READ, 'graph.import', 'graph.edit', 'workshop.join'] as const;

export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: READ,
  contributor: WRITE,
  assessor: WRITE,
  facilitator: [...WRITE, 'workshop.lead'],
  approver: [...READ, 'workshop.join', 'review.approve'],
  admin: [...WRITE, 'audit.read', 'workspace.create', 'account.manage'],
  auditor: [...READ, 'audit.read'],
};

/** Roles by workspace id; `*` counts in every workspace. */
export const roleTable = z.record(z.string(), z.array(role));
export type RoleTable = z.infer<typeof roleTable>;

/** Roles held in a workspace; without one, only those held everywhere. */
export function rolesIn(table: RoleTable, workspace?: string): readonly Role[] {
  const own = workspace === undefined ? [] : (Object.hasOwn(table, workspace) && table[workspace]) || [];
  return [...new Set([...(table['*'] ?? []), ...own])];
}

/** True where one of the roles held in the workspace grants the permission. */
export function isPermitted(table: RoleTable, permission: Permission, workspace?: string): boolean {
  return rolesIn(table, workspace).some((held) => ROLE_PERMISSIONS[held].includes(permission));
}
